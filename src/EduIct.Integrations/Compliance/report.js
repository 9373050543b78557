"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const rowsPerPage = 100;
  const printedSheets = 50;
  const sign = { m: "✓", f: "✗", u: "?", "-": "–" };
  const state = { m: "meets", f: "fails", u: "unknown", "-": "none" };
  const word = { m: ["đạt", "met"], f: ["không đạt", "failed"], u: ["chưa rõ", "not known"], "-": ["không áp dụng", "not applicable"] };
  const strengths = {
    must: ["phải", "must"], directed: ["chỉ đạo", "directed"], should: ["nên", "should"], target: ["phấn đấu", "target"], encouraged: ["khuyến khích", "encouraged"],
    discouraged: ["không khuyến khích", "discouraged"], forbidden: ["không được", "forbidden"], may: ["có thể", "may"], informs: ["thông tin", "informs"],
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.flat(Infinity));
    return element;
  };
  const both = ([vi, en]) => [make("span", { lang: "vi" }, vi), make("span", { lang: "en" }, en)];
  const inLanguage = ([vi, en]) => (root.lang === "vi" ? vi : en);

  root.addEventListener("languagechange", () => {
    for (const option of document.querySelectorAll("option")) option.textContent = inLanguage(option.texts);
    search.placeholder = inLanguage(searchWords);
  });

  // The filters.
  const option = (value, texts) => {
    const element = make("option", { value });
    element.texts = texts;
    element.textContent = inLanguage(texts);
    return element;
  };
  const searchWords = ["Tìm đơn vị", "Find a unit"];
  const search = make("input", { type: "search", placeholder: searchWords[0], "aria-label": searchWords.join(" / "), input: () => draw(0) });
  const directive = make("select", { "aria-label": "Văn bản / Directive", change: () => draw(0) },
    option("", ["Mọi văn bản", "All directives"]), data.directives.map((number, i) => option(i, [number, number])));
  const outcome = make("select", { "aria-label": "Kết quả / Outcome", change: () => draw(0) },
    option("", ["Mọi kết quả", "All outcomes"]), option("f", ["Có điều không đạt", "Something failed"]), option("u", ["Có điều chưa rõ", "Something not known"]));
  const place = make("div", { class: "scroll map", tabindex: "0" });
  const pages = make("p", { class: "pages" });
  document.getElementById("map").append(
    make("div", { class: "filters" }, search, directive, outcome),
    make("p", { class: "key" }, ["m", "f", "u", "-"].map((letter) => make("span", { class: state[letter] }, sign[letter], " ", both(word[letter])))),
    place, pages);

  function draw(page) {
    const text = search.value.trim().toLocaleLowerCase("vi");
    const wanted = data.requirements.map((_, i) => i).filter((i) => directive.value === "" || data.requirements[i].directive === Number(directive.value));
    const units = data.units.filter((unit) =>
      (text === "" || (unit.name + " " + unit.code).toLocaleLowerCase("vi").includes(text)) &&
      (outcome.value === "" || wanted.some((i) => unit.outcomes[i] === outcome.value)));
    const shown = units.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
    const columns = wanted.filter((i) => shown.some((unit) => unit.outcomes[i] !== "-"));
    const head = make("tr", {}, make("th", { scope: "col" }, both(["Đơn vị", "Unit"])),
      columns.map((i) => make("th", { scope: "col", title: data.requirements[i].title.join(" / ") + " · " + data.directives[data.requirements[i].directive] },
        make("span", {}, data.requirements[i].clause))));
    const body = shown.map((unit) => make("tr", {},
      make("th", { scope: "row" }, make("a", { href: "#" + encodeURIComponent(unit.code) }, unit.name)),
      columns.map((i) => {
        const letter = unit.outcomes[i];
        return make("td", { class: state[letter], title: inLanguage(data.requirements[i].title) + ": " + inLanguage(word[letter]), click: () => open(unit, i) }, sign[letter]);
      })));
    place.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, body)));
    const count = Math.ceil(units.length / rowsPerPage);
    pages.replaceChildren(
      String(units.length), " ", ...both(["đơn vị", "units"]), " ",
      ...(count > 1 ? [
        page > 0 ? make("button", { type: "button", click: () => draw(page - 1) }, "←") : "",
        ` ${page + 1} / ${count} `,
        page + 1 < count ? make("button", { type: "button", click: () => draw(page + 1) }, "→") : "",
      ] : []));
  }

  // The sheets.
  function sheet(unit) {
    let at = 0;
    const findings = [];
    data.requirements.forEach((requirement, i) => {
      const letter = unit.outcomes[i];
      if (letter === "-") return;
      const [values, ...missing] = unit.values[at++];
      findings.push([letter, make("li", { class: state[letter], "data-requirement": i },
        make("h4", {}, sign[letter], " ", both(requirement.title), " ", make("small", {}, both(word[letter]))),
        make("p", {}, both(data.texts[values])),
        missing.length ? make("p", {}, both(["Còn thiếu: ", "Missing: "]), missing.map((m, k) => [k ? "; " : "", both(data.texts[m])])) : "",
        make("p", { class: "source" }, data.directives[requirement.directive], ", ", requirement.clause, " (", both(strengths[requirement.strength]), requirement.draft ? both([", dự thảo", ", draft"]) : "", "): ",
          make("q", { lang: "vi", class: "always" }, requirement.words)))]);
    });
    const rank = "fum";
    findings.sort((a, b) => rank.indexOf(a[0]) - rank.indexOf(b[0]));
    return make("article", {},
      make("h3", {}, unit.name, " ", make("small", {}, unit.code, " · ", unit.kind)),
      unit.remedy.length ? make("p", { class: "remedy" }, both(["Cần trang bị ít nhất: ", "The least to be bought: "]),
        unit.remedy.map(([quantity, item], k) => [k ? ", " : "", `${quantity} × `, both(data.texts[item])])) : "",
      make("ul", {}, findings.map(([, element]) => element)));
  }

  function open(unit, requirement) {
    const section = document.getElementById("sheet");
    section.replaceChildren(make("h2", {}, both(["Phiếu đơn vị", "Sheet of the unit"])), sheet(unit));
    const finding = requirement === undefined ? null : section.querySelector(`[data-requirement="${requirement}"]`);
    if (finding) finding.classList.add("asked");
    (finding || section).scrollIntoView({ behavior: "smooth", block: finding ? "center" : "start" });
  }

  function follow() {
    let code = "";
    try { code = decodeURIComponent(location.hash.slice(1)); } catch { /* a link that somebody mangled */ }
    const unit = data.units.find((one) => one.code === code);
    if (unit) open(unit);
  }

  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    if (data.units.length <= printedSheets) document.getElementById("print").replaceChildren(...data.units.map(sheet));
  });
  draw(0);
  follow();
})();
