import type { Brand, Shades, StateName } from '../../config/brand.ts'
import { readable, type Theme } from '../../config/contrast.ts'

/** The custom properties that each colour sets: docs/branding.md. */
const properties: Record<StateName, string[]> = {
  operational: ['--up', '--up-bar'],
  degraded: ['--slight', '--slight-bar'],
  partial: ['--notable', '--notable-bar'],
  major: ['--bad', '--bad-bar'],
  maintenance: ['--care'],
}

/** The owner's colours as a style sheet; empty where there are none. */
export function brandCss({ accent, colours }: Pick<Brand, 'accent' | 'colours'>): string {
  const chosen: [string[], Shades][] = [
    ...(accent === null ? [] : [[['--link'], accent] as [string[], Shades]]),
    ...Object.entries(colours).map(([name, shades]): [string[], Shades] => [properties[name as StateName], shades]),
  ]
  if (chosen.length === 0) return ''
  const block = (theme: Theme) =>
    chosen.flatMap(([names, shades]) => names.map((name) => `${name}:${shadeIn(theme, shades)}`)).join(';')
  const [light, dark] = [block('light'), block('dark')]
  return `:root{${light}}@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}:root[data-theme="dark"]{${dark}}`
}

const shadeIn = (theme: Theme, { light, dark }: Shades) =>
  theme === 'light' ? light : (dark ?? readable('dark', light))
