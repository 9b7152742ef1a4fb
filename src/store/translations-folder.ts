import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePost } from '../incidents/encoding.ts'
import type { Post } from '../incidents/incident.ts'
import { sizeLimit } from '../incidents/source.ts'
import { readTranslation, type TranslationFile, withTranslation } from '../incidents/translation.ts'
import { type TranslationName, translationName } from '../incidents/translation-name.ts'
import type { Problem } from '../problem/problem.ts'

/** Files of incidents/ that are posts, and those that translate one. */
export interface PostFiles {
  posts: string[]
  translations: ({ file: string } & TranslationName)[]
}

export function sortFiles(files: readonly string[]): PostFiles {
  const idOf = (file: string) => file.replace(/\.md$/i, '')
  const names = new Set(files.map(idOf))
  const sorted: PostFiles = { posts: [], translations: [] }
  for (const file of files) {
    const translation = translationName(idOf(file), names)
    if (translation === null) sorted.posts.push(file)
    else sorted.translations.push({ file, ...translation })
  }
  return sorted
}

interface Site {
  languages: readonly string[]
  timezone: string
}

/** Reads the translations of posts; those of posts that are not among `posts` only if they translate nothing there is. */
export function translatePosts(
  root: string,
  posts: readonly Post[],
  files: PostFiles,
  site: Site,
): { posts: Post[]; problems: Problem[] } {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const problems: Problem[] = []
  for (const { file, of, language } of files.translations) {
    const path = `incidents/${file}`
    const report = (severity: Problem['severity'], message: string, hint: string) =>
      problems.push({ file: path, line: 1, column: 1, severity, message, hint })
    const post = byId.get(of)
    if (post === undefined) {
      if (!files.posts.some((name) => name.replace(/\.md$/i, '') === of))
        report(
          'error',
          `There is no incidents/${of}.md that this translates.`,
          'Expected the name of a post before the language, as in:\n  2026-11-21-api.de.md',
        )
      continue
    }
    if (language === (post.language ?? site.languages[0]))
      report(
        'error',
        `${of}.md is written in \`${language}\` itself.`,
        'Expected another language in this name, or `lang:` in the front matter of the original.',
      )
    else if (site.languages.length > 0 && !site.languages.includes(language))
      report(
        'warning',
        `The page has no language \`${language}\`.`,
        `Expected one of site.languages: ${site.languages.join(', ')}.`,
      )
    const text = textOf(root, path, language, problems)
    if (text === null) continue
    const read = readTranslation(text, post, site.timezone)
    problems.push(...read.problems)
    if (read.translation !== null) byId.set(of, withTranslation(post, read.translation))
  }
  return { posts: posts.map(({ id }) => byId.get(id)!), problems }
}

function textOf(root: string, path: string, language: string, problems: Problem[]): TranslationFile | null {
  const refuse = (message: string, hint: string) => {
    problems.push({ file: path, line: 1, column: 1, severity: 'error', message, hint })
    return null
  }
  const full = join(root, path)
  try {
    const about = lstatSync(full)
    if (!about.isFile()) return refuse('This is no file; it was not read.', 'Expected the file itself.')
    if (about.size > sizeLimit)
      return refuse('This file is larger than 1 MiB.', 'Expected a text; link to large things instead.')
    const { text, problem } = decodePost(readFileSync(full), path)
    if (problem !== null) problems.push(problem)
    return text === null ? null : { path, text, language }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return refuse(`This file cannot be read (${code}).`, 'Expected a file that may be read.')
  }
}
