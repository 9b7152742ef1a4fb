/** Which file tells which issue in which language. */
export interface IssueFile {
  file: string
  /** Its name without language and `.md`: the same in every language. */
  name: string
  /** Null: the site's own. */
  language: string | null
}

export interface CstateLanguages {
  /** The language at the root of the site. */
  first: string
  /** Folders below content/ by language, where the config names them. */
  folders: ReadonlyMap<string, string>
  all: ReadonlySet<string>
  /** The first language has a prefix too. */
  prefixed: boolean
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** `pt-BR` of Hugo's `pt-br`; null: no language. */
export function languageTag(word: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(word)) return null
  try {
    const [tag] = Intl.getCanonicalLocales(word)
    return tag !== undefined && names.of(tag) !== undefined ? tag : null
  } catch {
    return null
  }
}

/**
 * Hugo finds the language of a file in its folder (`content/de/issues/x.md`) or before its end (`x.de.md`). An end is
 * one only if the config has the language, or another file the name without it: `ci.jenkins.io.md` is no Ido.
 */
export function issueFiles(files: readonly string[], languages: CstateLanguages): IssueFile[] {
  const plain = new Set(files.map((file) => withoutEnd(file)))
  return files.map((file) => {
    const folder = /^content\/(?:(.+)\/)?issues\//.exec(file)?.[1]
    const byFolder = folder === undefined ? null : (languages.folders.get(folder) ?? languageTag(folder))
    const whole = withoutEnd(file)
    const end = /\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(whole)?.[1]
    const tag = end === undefined ? null : languageTag(end)
    const isEnd = tag !== null && (languages.all.has(tag) || plain.has(whole.slice(0, -end!.length - 1)))
    const name = (isEnd ? whole.slice(0, -end!.length - 1) : whole).replace(/^.*\//, '')
    const language = isEnd ? tag : byFolder
    return { file, name, language: language === languages.first ? null : language }
  })
}

function withoutEnd(file: string): string {
  return file.replace(/\.(md|markdown)$/i, '')
}
