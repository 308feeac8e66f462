// What a page holds and where it lies, in one answer.
() => {
  // What is clipped to a point is for screen readers alone.
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    getComputedStyle(element).clipPath === "none";
  const scrolls = (style) => /auto|scroll/.test(style.overflowX);

  // Lines of text with the box that they may be seen in.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      lines.push({ box, parent, text: node.data.trim().slice(0, 40) });
    }
  }

  const clipped = [];
  for (const { box, parent, text } of lines) {
    for (let up = parent; up && up !== document.documentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (scrolls(style)) break;
      if (style.overflowX === "visible" && up !== document.body) continue;
      const frame = up.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1) clipped.push(text);
      break;
    }
  }

  const overlapping = [];
  const sorted = lines.toSorted((a, b) => a.box.top - b.box.top);
  sorted.forEach((one, place) => {
    for (let next = place + 1; next < sorted.length; next++) {
      const two = sorted[next];
      if (two.box.top > one.box.bottom - 4) break;
      const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (across > 3 && down > 4) overlapping.push(`${one.text} | ${two.text}`);
    }
  });

  const figures = [...document.querySelectorAll("figure")];
  // A drawing has a caption of its own; a small one in a card or a table has its text beside it.
  const drawings = [...document.querySelectorAll("img, svg[role=img]")];
  const alone = drawings.filter((one) => !one.closest("figure:has(figcaption), td, .part-cards"));
  return {
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    clipped,
    overlapping,
    undescribed: [...document.images].filter((image) => !image.alt.trim()).length,
    alone: alone.length,
    unnamed: drawings.filter((one) => !(one.alt ?? one.getAttribute("aria-label"))?.trim()).length,
    uncaptioned: figures.filter((one) => !one.querySelector("figcaption")?.innerText.trim()).length,
    broken: [...document.images].filter((image) => !image.naturalWidth).length,
    links: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
    names: [...document.querySelectorAll("[id]")].map((element) => element.id),
    text: document.body.innerText,
    style: [...document.querySelectorAll("style")].map((style) => style.textContent).join("\n"),
  };
}
