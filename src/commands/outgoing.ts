import { type Held, heldSecrets } from '../git/held-secrets.ts'
import { givenAway } from '../secrets/given-away.ts'
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
  if (looked.places.length > 0) throw givenAway(what, looked.places)
  return { held, looked }
}
