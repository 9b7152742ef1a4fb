/** Colours are `#rrggbb`. Contrast as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const leastContrast = 4.5

/** Where text stands: the page behind cards, the card itself. The same as in src/site/styles/colours.css. */
export const grounds = { light: ['#f6f7f9', '#ffffff'], dark: ['#0d1117', '#161c24'] } as const
export type Theme = keyof typeof grounds

/** Of a text in its colour on the worst of a theme's grounds, tinted by itself as labels are. */
export function contrastIn(theme: Theme, colour: string): number {
  return Math.min(
    ...grounds[theme].flatMap((ground) => [ground, mix(colour, ground, 0.1)]).map((ground) => contrast(colour, ground)),
  )
}

/** The colour itself, or the nearest darker (lighter) one of its kind that can be read in the theme. */
export function readable(theme: Theme, colour: string): string {
  const towards = theme === 'light' ? '#000000' : '#ffffff'
  for (let step = 0; step <= 100; step += 1) {
    const candidate = mix(towards, colour, step / 100)
    if (contrastIn(theme, candidate) >= leastContrast) return candidate
  }
  return towards
}

export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** `share` of one colour over another. */
function mix(over: string, under: string, share: number): string {
  const [a, b] = [channels(over), channels(under)]
  const mixed = a.map((value, index) => Math.round(value * share + b[index]! * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
