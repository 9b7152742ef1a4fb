import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Held, heldSecrets } from '../git/held-secrets.ts'
import { givenAway, placesIn } from '../secrets/given-away.ts'
import type { Search } from '../secrets/search.ts'
import { type LookedThrough, lookThrough } from '../store/outgoing-folder.ts'

/**
 * Before a folder goes to any host: looks through all of it for every secret that is known here. Throws a Failure (exit 1)
 * that names each place, as `shown/file:line:col`. `root` holds components.yml; `what` is what is not done: `Nothing was
 * copied`.
 */
export async function assertGivesNothingAway(
  root: string,
  folder: string,
  { what, shown }: { what: string; shown: string },
): Promise<{ held: Held; looked: LookedThrough | null }> {
  const held = await heldSecrets(root)
  if (held.search === null) return { held, looked: null }
  const looked = await lookThrough(held.search, folder, shown)
  // A page is made of these: who has to take it out finds it there.
  if (looked.places.length > 0) throw givenAway(what, [...(await sources(held.search, root)), ...looked.places])
  return { held, looked }
}

async function sources(search: Search, root: string): Promise<string[]> {
  const file = async (name: string) => {
    const bytes = await readFile(join(root, name)).catch(() => null)
    return bytes === null ? [] : placesIn(search, { name, bytes })
  }
  const folder = async (name: string) => {
    const looked = await lookThrough(search, join(root, name), name).catch(() => null)
    return looked?.places ?? []
  }
  const found = [file('components.yml'), ...['incidents', 'pages', 'checks'].map(folder)]
  return (await Promise.all(found)).flat()
}
