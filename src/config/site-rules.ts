import { closest } from '../problem/problem.ts'
import type { Report } from './consistency.ts'
import { isMap, mentions, type Outline } from './outline.ts'
import { languageMistake } from './page-languages.ts'
import { basePath, isProjectPage } from './site-url.ts'
import type { Path, Source } from './source.ts'

/** The page's address and its languages. */
export function siteRules(outline: Outline, source: Source, report: Report): void {
  const written = source.at(['site', 'url'])
  if (typeof written === 'string') address(written, report)

  const seen = new Set<string>()
  for (const { name, path } of mentions(source.at(['site', 'languages']), ['site', 'languages'])) {
    if (seen.has(name)) report(path, `The language \`${name}\` stands twice.`, 'Expected every language once.')
    seen.add(name)
    const mistake = languageMistake(name)
    if (mistake !== null) report(path, mistake.message, mistake.hint, mistake.severity)
  }
  const languages = outline.languages.length > 0 ? outline.languages : ['en']
  const named: Path[] = [
    ['site', 'name'],
    ['site', 'description'],
  ]
  for (const { path } of [...outline.groups, ...outline.components])
    named.push([...path, 'name'], [...path, 'description'])
  for (const path of named) {
    const words = source.at(path)
    if (!isMap(words)) continue
    for (const language of Object.keys(words)) {
      if (!languages.includes(language)) report([...path, language], ...notShown(language, languages), 'warning')
    }
  }
  for (const { path, keys } of outline.channels) {
    const language = keys['language']
    if (typeof language === 'string' && !languages.includes(language)) {
      report([...path, 'language'], ...notShown(language, languages), 'warning')
    }
  }
}

function address(text: string, report: Report): void {
  const url = URL.parse(text)
  if (url === null) return
  if (url.search !== '' || url.hash !== '' || url.username !== '') {
    const hint = `Expected the plain address of the page, as in:\n  url: ${url.origin}${url.pathname}`
    report(['site', 'url'], '`url` holds more than the address of a page.', hint)
  } else if (isProjectPage(text)) {
    report(
      ['site', 'url'],
      `The API will be at ${basePath(text)}api/v2/, not at /api/v2/ of the origin, where Statuspage clients look.`,
      'If you need such clients, use a domain of your own or a repository named <org>.github.io.',
      'warning',
    )
  }
}

function notShown(language: string, languages: string[]): [string, string] {
  const meant = closest(language, languages)
  const hint =
    meant === null ? `Expected one of site.languages: ${languages.join(', ')}.` : `Did you mean \`${meant}\`?`
  return [`The page has no language \`${language}\`.`, hint]
}
