import type { TimeSlot } from '../core/summary/model';
import { button, element, fill } from './dom';

export interface ChartWords {
  readonly title: string;
  readonly help: string;
  readonly zoom: string;
  readonly kinds: Readonly<Record<Kind, string>>;
}

const kinds = ['success', 'transient', 'permanent'] as const;
type Kind = (typeof kinds)[number];

const width = 1000;
const height = 150;
const space = 'http://www.w3.org/2000/svg';

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/** Bars of success, temporary and permanent failure by time; a span of it is marked by dragging or by keys. */
export function timelineChart(
  slots: readonly TimeSlot[],
  words: ChartWords,
  onSpan: (from: string, to: string | undefined) => void,
  onReset: () => void,
): HTMLElement {
  const top = Math.max(1, ...slots.map((slot) => kinds.reduce((sum, kind) => sum + slot[kind], 0)));
  const step = width / slots.length;
  const chart = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    class: 'chart',
    role: 'application',
    tabindex: 0,
    preserveAspectRatio: 'none',
    'aria-label': `${words.title}. ${words.help}`,
  });
  const marked = svg('rect', { class: 'marked', x: 0, y: 0, width: 0, height });
  chart.append(marked);
  slots.forEach((slot, index) => {
    let y = height;
    for (const kind of kinds) {
      const tall = (slot[kind] / top) * (height - 6);
      y -= tall;
      if (tall > 0)
        chart.append(svg('rect', { class: kind, x: index * step, y, width: Math.max(0.6, step * 0.86), height: tall }));
    }
  });
  const said = element('p', { class: 'chart-said', role: 'status' });
  const zoom = button('', { class: 'secondary' }, () => apply());
  zoom.hidden = true;

  let cursor = -1;
  let anchor = -1;
  const describe = ({ start, ...counts }: TimeSlot): string =>
    `${start.replace('T', ' ')}: ${kinds.map((kind) => `${words.kinds[kind]} ${counts[kind]}`).join(', ')}`;
  const span = (): readonly [number, number] => [Math.min(anchor, cursor), Math.max(anchor, cursor)];
  const show = (): void => {
    const [first, last] = span();
    marked.setAttribute('x', String(first * step));
    marked.setAttribute('width', String((last - first + 1) * step));
    said.textContent = describe(slots[cursor]!);
    const end = slots[last + 1]?.start ?? slots[last]!.start;
    zoom.hidden = first === last;
    zoom.replaceChildren(fill(words.zoom, slots[first]!.start.replace('T', ' '), end.replace('T', ' ')));
  };
  const apply = (): void => {
    if (cursor < 0) return;
    const [first, last] = span();
    onSpan(slots[first]!.start, slots[last + 1]?.start);
  };
  const at = (event: PointerEvent): number => {
    const box = chart.getBoundingClientRect();
    return Math.max(0, Math.min(slots.length - 1, Math.floor(((event.clientX - box.left) / box.width) * slots.length)));
  };
  chart.addEventListener('pointerdown', (event) => {
    chart.setPointerCapture(event.pointerId);
    anchor = cursor = at(event);
    show();
  });
  chart.addEventListener('pointermove', (event) => {
    if (!chart.hasPointerCapture(event.pointerId)) return;
    cursor = at(event);
    show();
  });
  chart.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -slots.length, End: slots.length }[event.key];
    if (move !== undefined) {
      cursor = Math.max(0, Math.min(slots.length - 1, cursor + move));
      if (!event.shiftKey || anchor < 0) anchor = cursor;
      show();
    } else if (event.key === 'Enter') apply();
    else if (event.key === 'Escape') onReset();
    else return;
    event.preventDefault();
  });
  const legend = element(
    'ul',
    { class: 'legend' },
    ...kinds.map((kind) => element('li', { class: kind }, words.kinds[kind])),
  );
  return element('figure', {}, chart, legend, said, zoom);
}
