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

const option = (data) => {
  const ink = colour("--portal-ink-soft");
  const line = colour("--portal-line");
  const stacked = data.kind === "stacked";
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: PALETTE.map(colour),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    grid: { left: 8, right: 8, top: data.series.length > 1 ? 40 : 16, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: ink } },
    // Rich text: an HTML tooltip has inline styles, which the content security policy refuses.
    tooltip: {
      trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" },
      backgroundColor: colour("--portal-surface"), borderColor: line, textStyle: { color: ink },
    },
    xAxis: { type: "category", data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink } },
    yAxis: { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { color: ink } },
    series: data.series.map((one) => ({
      name: one.name,
      type: data.kind === "line" ? "line" : "bar",
      stack: stacked ? "all" : undefined,
      barMaxWidth: 32,
      smooth: false,
      itemStyle: stacked || data.kind === "line" ? {} : { borderRadius: [3, 3, 0, 0] },
      data: one.values,
    })),
  };
};

for (const container of document.querySelectorAll("[data-chart]")) {
  const data = JSON.parse(document.getElementById(container.dataset.chart).textContent);
  const echarts = await library(container.dataset.echarts);
  const chart = echarts.init(container, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(data));
  draw();
  document.addEventListener("theme:changed", draw);
  new ResizeObserver(() => chart.resize()).observe(container);
}
