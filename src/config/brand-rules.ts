import { stateNames } from './brand.ts'
import type { Report } from './consistency.ts'
import { contrastIn, leastContrast, readable, type Theme } from './contrast.ts'
import { isMap, type Outline } from './outline.ts'
import type { Path, Source } from './source.ts'

/** Every colour that text is written in can be read: WCAG's 4.5 to 1, on every ground of its theme. */
export function brandRules(_: Outline, source: Source, report: Report): void {
  const brand: Path = ['site', 'brand']
  const paths: Path[] = [[...brand, 'accent'], ...stateNames.map((name): Path => [...brand, 'colours', name])]
  for (const path of paths) {
    const written = source.at(path)
    if (typeof written === 'string') colourRule('light', written, path, report)
    else if (isMap(written)) {
      for (const theme of ['light', 'dark'] as const) {
        const colour = written[theme]
        if (typeof colour === 'string') colourRule(theme, colour, [...path, theme], report)
      }
    }
  }
}

function colourRule(theme: Theme, colour: string, path: Path, report: Report): void {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return
  const ratio = contrastIn(theme, colour)
  if (ratio >= leastContrast) return
  // Cut off, not rounded: 4.49 must not be told as 4.5.
  const told = (Math.floor(ratio * 100) / 100).toFixed(2)
  report(
    path,
    `\`${colour}\` is hard to read in the ${theme} theme: a contrast of ${told} to 1.`,
    `Expected at least ${leastContrast} to 1. The nearest that passes:\n  ${path.at(-1)}: "${readable(theme, colour)}"`,
  )
}
