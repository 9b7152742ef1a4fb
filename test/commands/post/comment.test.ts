import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makePostGround, type PostGround } from './ground.ts'

let ground: PostGround
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  ground = await makePostGround()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await ground.close()
})

test('the first word makes an incident of the outage, and is answered when the page shows it', async () => {
  const answers = await ground.say('/investigating next=30m\n\nAbout 8% of API calls fail.')
  expect(ground.incidents()).toEqual({
    '2026-11-21-outage-of-public-api.md': `---
title: Outage of Public API
components:
  api: major_outage
---

## Investigating · 2026-11-21 03:04 UTC {next=30m}

About 8% of API calls fail.
`,
  })
  expect(answers).toEqual([
    expect.stringMatching(
      /^On the page since 03:04:20 UTC: http:\/\/127\.0\.0\.1:\d+\/incidents\/2026-11-21-outage-of-public-api\/\n/,
    ),
  ])
})
