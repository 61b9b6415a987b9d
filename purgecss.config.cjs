// Of Tabler's style sheet (79 kB compressed) only the rules that pages use: `make setup` writes them to static/vendor/.
const fs = require("node:fs");

const sheets = fs.readdirSync("static/css", { recursive: true }).filter((name) => name.endsWith(".css"));
const own = sheets.map((name) => fs.readFileSync(`static/css/${name}`, "utf8"));

module.exports = {
  css: ["node_modules/@tabler/core/dist/css/tabler.min.css"],
  // Where classes and attributes are written; a test finds one that lies elsewhere.
  content: [
    "templates/**/*.html",
    "static/js/*.js",
    "{office,members,welfare,consultation,union_portal}/**/{forms,templatetags,views}/**/*.py",
    "{office,members,welfare,consultation,union_portal}/**/{forms,views,qr_codes}.py",
    "office/once/*.py",
  ],
  output: "static/vendor",
  keyframes: true,
  fontFace: true,
  variables: true,
  safelist: { variables: own.flatMap((css) => css.match(/--tblr-[\w-]+/g) ?? []) },
};
