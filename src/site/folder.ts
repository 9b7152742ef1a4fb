import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the site is written to. Each folder in it is made once, not looked for with each of its files. */
export class Folder {
  readonly #place: string
  readonly #made = new Set<string>()

  constructor(place: string) {
    this.#place = place
  }

  /** `file` from the top of the site: `incidents/2026-11-21-mail/index.html`. */
  write(file: string, body: string | Uint8Array): void {
    writeFileSync(this.#at(file), body)
  }

  copy(from: string, to: string): void {
    copyFileSync(join(this.#place, from), this.#at(to))
  }

  #at(file: string): string {
    const full = join(this.#place, file)
    const folder = dirname(full)
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true })
    this.#made.add(folder)
    return full
  }
}
