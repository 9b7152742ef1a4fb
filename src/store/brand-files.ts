import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { type BrandFile, type BrandFiles, noBrand, type OwnPage } from '../config/brand.ts'
import type { Config } from '../config/config.ts'
import type { Problem } from '../problem/problem.ts'

export interface LoadedBrand {
  files: BrandFiles
  /** What could not be taken, and why; the page is made without it. */
  problems: Problem[]
}

const mostBytes = 200 * 1024
const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.ico': 'image/x-icon',
}
/** Names that the site map has taken. */
const taken = /^(components|incidents|history|uptime|maintenance|subscribe|reports|badges|api|brand|404)$/

/** Reads what `site.brand` names and the pages of the owner's own, all of them inside the root. */
export async function loadBrand(root: string, { site }: Pick<Config, 'site'>): Promise<LoadedBrand> {
  const { logo, favicon, style } = site.brand ?? noBrand
  const problems: Problem[] = []
  const picture = async (file: string | null, name: string): Promise<BrandFile | null> => {
    const bytes = file === null ? null : await bytesOf(root, file, problems)
    if (file === null || bytes === null) return null
    const end = extname(file).toLowerCase()
    return {
      path: `/brand/${name}${end}`,
      type: types[end] ?? 'application/octet-stream',
      base64: bytes.toString('base64'),
    }
  }
  const light = await picture(logo?.light ?? null, 'logo')
  return {
    files: {
      logo: light === null ? null : { light, dark: await picture(logo?.dark ?? null, 'logo-dark') },
      favicon: await picture(favicon, 'icon'),
      style: style === null ? '' : safeStyle((await bytesOf(root, style, problems))?.toString('utf8') ?? ''),
      pages: await ownPages(root, site.languages, problems),
    },
    problems,
  }
}

/** It stands in a `<style>`, which it must not end. */
const safeStyle = (css: string) => css.replaceAll('</', '<\\/')

/** `pages/<name>.md` and `pages/<name>.<language>.md`. */
async function ownPages(root: string, languages: readonly string[], problems: Problem[]): Promise<OwnPage[]> {
  const names = await readdir(join(root, 'pages')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const pages: OwnPage[] = []
  for (const file of names.filter((name) => /\.md$/i.test(name) && !/^(_|readme\.)/i.test(name)).sort()) {
    const path = `pages/${file}`
    const [, name = '', language = null] = /^([a-z0-9][a-z0-9-]*)(?:\.([A-Za-z-]+))?\.md$/.exec(file) ?? []
    if (
      name === '' ||
      taken.test(name) ||
      languages.includes(name) ||
      (language !== null && !languages.includes(language))
    ) {
      problems.push(
        problem(
          path,
          'no page can have this name.',
          'Expected small letters, digits and hyphens, no page of the site itself, and a language of the site if any, as in:\n  pages/imprint.md or pages/imprint.de.md',
        ),
      )
      continue
    }
    const text = (await bytesOf(root, path, problems))?.toString('utf8').replace(/^\uFEFF/, '')
    if (text === undefined) continue
    const heading = /^\s*#\s+(.+?)\s*#*\s*(?:\r?\n|$)/.exec(text)
    pages.push({
      name,
      language,
      title: heading?.[1] ?? name,
      body: heading === null ? text : text.slice(heading[0].length),
    })
  }
  return pages
}

async function bytesOf(root: string, file: string, problems: Problem[]): Promise<Buffer | null> {
  const refuse = (message: string, hint: string) => {
    problems.push(problem(file, message, hint))
    return null
  }
  try {
    const full = join(root, file)
    const [home, real] = await Promise.all([realpath(root), realpath(full)])
    if (!real.startsWith(home + sep))
      return refuse('the file lies outside of the repository.', 'Expected a file inside of it.')
    const { size } = await lstat(real)
    if (size > mostBytes) {
      return refuse(
        `the file has ${Math.ceil(size / 1024)} KB.`,
        `Expected at most ${mostBytes / 1024} KB: every reader loads it.`,
      )
    }
    return await readFile(real)
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return refuse(
      'there is no such file.',
      'Expected a file of the repository, named from the folder with components.yml.',
    )
  }
}

function problem(file: string, message: string, hint: string): Problem {
  return { file, line: 1, column: 1, severity: 'error', message, hint }
}
