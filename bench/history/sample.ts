/** `api-07`, `web-08`, ...: ids as people choose them. */
export function componentIds(count: number): string[] {
  const words = ['api', 'web', 'db', 'search', 'auth', 'mail', 'billing', 'cdn', 'queue', 'jobs']
  return Array.from({ length: count }, (_, i) => `${words[i % words.length]}-${String(i).padStart(2, '0')}`)
}

/** A components.yml with so many components, checked every five minutes. */
export function pageOf(count: number, branch = 'status-data'): string {
  const lines = componentIds(count).map(
    (id) => `  - { id: ${id}, name: ${id}, target: 99.9, check: { type: http, url: "https://${id}.example/" } }`,
  )
  return `candor: 1
site: { name: Bench, url: https://bench.example }
results: { branch: ${branch}, keep: 90d }
components:
${lines.join('\n')}
`
}

/** The same numbers every time (Park and Miller). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
