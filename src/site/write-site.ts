// What is compiled of the site (src/commands/build-compile.ts): this file and all that it imports.
import { join } from 'node:path'
import { apiFiles } from '../feeds/api-v2.ts'
import { copies } from '../feeds/redirects.ts'
import { jsonText } from './answers.ts'
import { Folder } from './folder.ts'
import { shared } from './material.ts'
import { writePages } from './write-pages.ts'

/** Writes the whole site of this process's input into a folder: pages, files for machines, and old addresses' copies. */
export async function writeSite(out: string): Promise<void> {
  const site = new Folder(out)
  // One an incident, and nothing but data.
  for (const [path, value] of apiFiles(shared.snapshot)) site.write(join('api', 'v2', path), jsonText(value))
  await writePages(site)
  for (const { from, to } of copies(shared.snapshot)) site.copy(from, to)
}
