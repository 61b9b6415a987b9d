// Draws a chart in each [data-chart] from the JSON script of that id; the table below it shows the same figures.
const PALETTE = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5"];

const library = (url) => new Promise((resolve, reject) => {
  if (window.echarts) {
    resolve(window.echarts);
    return;
  }
  const script = document.createElement("script");
  script.src = url;
  script.addEventListener("load", () => resolve(window.echarts));
  script.addEventListener("error", reject);
  document.head.append(script);
});

// A custom property may hold light-dark(), which is resolved only where the colour is used.
const colour = (name) => {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const shown = getComputedStyle(probe).color;
  probe.remove();
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = shown;
  return canvas.fillStyle;
};

// Widths of the names beside horizontal bars: on a phone they wrap.
const NAMES_WIDE = 176;
const NAMES_NARROW = 104;
const BAR_HEIGHT = 30;

const countsOnly = (data) => data.series.every((one) => one.values.every(Number.isInteger));

const option = (data, width) => {
  const ink = colour("--portal-ink");
  const soft = colour("--portal-ink-soft");
  const line = colour("--portal-line");
  const stacked = data.kind === "stacked";
  const lying = data.kind === "horizontal";
  const alarm = colour("--state-danger");
  const names = {
    type: "category", data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: line } },
    inverse: lying,
    // Each name is shown: one that is left out makes its bar worthless.
    axisLabel: lying
      ? { color: ink, interval: 0, width: width < 480 ? NAMES_NARROW : NAMES_WIDE, overflow: "break", lineHeight: 14 }
      : { color: soft, hideOverlap: true },
  };
  const amounts = { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true }, splitNumber: width < 480 ? 3 : 5, minInterval: countsOnly(data) ? 1 : 0 };
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: PALETTE.map(colour),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: soft },
    grid: { left: 8, right: lying ? 64 : 8, top: data.series.length > 1 ? 40 : 16, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: ink } },
    // Rich text: an HTML tooltip has inline styles, which the content security policy refuses.
    tooltip: {
      trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, confine: true,
      backgroundColor: colour("--portal-surface"), borderColor: line, textStyle: { color: ink },
    },
    xAxis: lying ? amounts : names,
    yAxis: lying ? names : amounts,
    series: data.series.map((one) => ({
      name: one.name,
      type: data.kind === "line" ? "line" : "bar",
      stack: stacked ? "all" : undefined,
      barMaxWidth: lying ? 16 : 32,
      smooth: false,
      itemStyle: { ...(one.alarm ? { color: alarm } : {}), ...(stacked || data.kind === "line" ? {} : { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] }) },
      lineStyle: one.alarm ? { color: alarm } : {},
      label: { show: lying && data.series.length === 1, position: "right", color: soft, formatter: ({ value }) => value.toLocaleString() },
      data: one.values,
    })),
  };
};

const show = async (container) => {
  const data = JSON.parse(document.getElementById(container.dataset.chart).textContent);
  if (data.kind === "horizontal") {
    container.style.height = `${data.labels.length * BAR_HEIGHT * Math.max(1, data.series.length * 0.7) + 72}px`;
  }
  const echarts = await library(container.dataset.echarts);
  const chart = echarts.init(container, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(data, container.clientWidth));
  draw();
  document.addEventListener("theme:changed", draw);
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(container);
};

const shown = new WeakSet();
const showAll = (part) => {
  for (const container of part.querySelectorAll("[data-chart]")) {
    if (!shown.has(container)) {
      shown.add(container);
      show(container);
    }
  }
};
showAll(document);
// A part of the page that was fetched later may have charts, too.
document.addEventListener("htmx:load", (event) => showAll(event.target));
