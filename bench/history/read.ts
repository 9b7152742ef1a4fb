import process from 'node:process'
import { loadResults } from '../../src/store/checks-folder.ts'
import { loadConfig } from '../../src/store/config-file.ts'
import { loadPosts } from '../../src/store/incidents-folder.ts'

// In a process of its own: reads what a build reads, and says how long it took and how much memory the process had.
const [root, time] = process.argv.slice(2) as [string, string]
const now = Number(time)
const start = performance.now()
const before = process.cpuUsage()
const { config } = await loadConfig(root)
const results = await loadResults(root, config, now, 0)
const { posts, refused } = await loadPosts(root, config, async () => () => null)
const read = performance.now()
const { user, system } = process.cpuUsage(before)
const megabytes = process.resourceUsage().maxRSS / 1024
const { takeSnapshot } = await import('../../src/status/take.ts')
const taken = performance.now()
takeSnapshot({ now, audience: 'public', config, configIsCurrent: true, results, posts, refused })
process.stdout.write(
  JSON.stringify({
    ms: read - start,
    cpu_ms: (user + system) / 1000,
    megabytes,
    snapshot_ms: performance.now() - taken,
    snapshot_megabytes: process.resourceUsage().maxRSS / 1024,
  }),
)
