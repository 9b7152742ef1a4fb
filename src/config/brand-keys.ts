import { z } from 'zod'
import { type Brand, noBrand, type Shades, type StateName } from './brand.ts'
import { filePath, key, webUrl, words } from './scalars.ts'

const colour = z
  .string({ error: 'expected a colour such as "#1f4fbf"' })
  .regex(/^#[0-9a-f]{6}$/i, 'expected a colour of six hexadecimal digits in quotes, such as "#1f4fbf"')
  .meta({ title: 'colour' })

/** One for each theme. */
const inThemes = <S extends z.ZodType>(one: S, light: string, dark: string) =>
  z.strictObject({ light: key(one, 'In the light theme.', light), dark: key(one, 'In the dark theme.', dark) })

const shades = z.union([colour, inThemes(colour, '#1f4fbf', '#8ab4ff')], {
  error: 'expected a colour such as "#1f4fbf", or one for each theme: { light: "#1f4fbf", dark: "#8ab4ff" }',
})

const picture = filePath.regex(/\.(svg|png|webp|jpe?g|ico)$/i, 'expected a picture: .svg, .png, .webp, .jpg or .ico')

const state = (what: string, example: string) => key(shades.optional(), `Colour of ${what}.`, example)

/** `site.brand`: the owner's look, without touching code. */
export const brandKeys = z.strictObject({
  logo: key(
    z
      .union([picture, inThemes(picture, 'brand/logo.svg', 'brand/logo-dark.svg')], {
        error: 'expected a picture file, or one for each theme: { light: brand/logo.svg, dark: brand/logo-dark.svg }',
      })
      .optional(),
    'Picture file at the top in place of the name, at most 200 KB; one, or one for each theme.',
    'brand/logo.svg',
  ),
  favicon: key(
    picture.optional(),
    "Picture file of the browser's tab. Default one that shows the state.",
    'brand/icon.svg',
  ),
  theme: key(
    z.enum(['auto', 'light', 'dark']).optional(),
    "Light or dark; auto is as the reader's device. Readers can choose otherwise. Default auto.",
    'auto',
  ),
  accent: key(
    shades.optional(),
    'Colour of links and of the focus; one for the light theme, from which that of the dark one is made, or both.',
    '#1f4fbf',
  ),
  colours: key(
    z
      .strictObject({
        operational: state('what is operational', '#116b3f'),
        degraded: state('degraded performance', '#8a5b00'),
        partial: state('partial outages', '#b34700'),
        major: state('major outages', '#c0271c'),
        maintenance: state('maintenance', '#1d5bbf'),
      })
      .optional(),
    'Colours of the states, of words as well as bars; every state keeps its word and its shape.',
    { operational: '#116b3f' },
  ),
  style: key(
    filePath.regex(/\.css$/i, 'expected a .css file').optional(),
    'A style sheet of your own, after that of the page; docs/branding.md names the properties that stay.',
    'brand/page.css',
  ),
  links: key(
    z
      .array(
        z.strictObject({
          text: key(words, 'What it says.', 'Acme'),
          url: key(webUrl, 'Where it leads.', 'https://acme.example'),
        }),
      )
      .optional(),
    'Links at the top, beside those of the page.',
    [{ text: 'Acme', url: 'https://acme.example' }],
  ),
  header: key(words.optional(), 'Markdown below the top of every page.', 'Status of **all** regions.'),
  footer: key(words.optional(), 'Markdown above the foot of every page.', '[Imprint](https://acme.example/imprint)'),
  origins: key(
    z
      .array(
        webUrl.refine(
          (text) => URL.parse(text)?.origin === text,
          'expected an origin such as https://cdn.acme.example',
        ),
      )
      .optional(),
    "Others from whom a style sheet of yours may take pictures; nobody else is ever asked by a reader's browser.",
    ['https://cdn.acme.example'],
  ),
})

export type WrittenBrand = z.output<typeof brandKeys>

const shadesOf = (written: z.output<typeof shades>): Shades =>
  typeof written === 'string' ? { light: written, dark: null } : written

/** With every default filled in. */
export function settleBrand(written: WrittenBrand): Brand {
  const { logo, accent, colours = {}, ...others } = written
  const given = Object.entries(colours).filter(([, value]) => value !== undefined) as [StateName, string][]
  return {
    logo: logo === undefined ? null : typeof logo === 'string' ? { light: logo, dark: null } : logo,
    favicon: others.favicon ?? noBrand.favicon,
    theme: others.theme ?? noBrand.theme,
    accent: accent === undefined ? null : shadesOf(accent),
    colours: Object.fromEntries(given.map(([name, value]) => [name, shadesOf(value)])),
    style: others.style ?? null,
    links: others.links ?? [],
    header: others.header ?? null,
    footer: others.footer ?? null,
    origins: others.origins ?? [],
  }
}
