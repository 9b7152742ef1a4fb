import { answer } from '../support/servers.ts'
import { type Sick, says } from './sick.ts'

const plain = [200, 201, 206, 299].map(
  (status): Sick => ({ name: `${status}`, act: says(answer(status)), ends: 'up', at: 'answer' }),
)
const bad = [
  300, 304, 305, 306, 400, 401, 403, 404, 405, 410, 451, 499, 500, 501, 502, 503, 504, 520, 599, 600, 999,
].map((status): Sick => ({ name: `${status}`, act: says(answer(status)), ends: `down status:${status}`, at: 'answer' }))
const wall = (name: string, status: number, headers: Record<string, string>, body = 'x'): Sick => ({
  name: `a bot wall of ${name}`,
  act: says(answer(status, headers, body)),
  ends: 'unknown blocked',
  at: 'answer',
})
const notWall = (name: string, status: number, headers: Record<string, string>, body = 'x'): Sick => ({
  ...wall(name, status, headers, body),
  name: `no bot wall: ${name}`,
  ends: `down status:${status}`,
})

export const statuses: Sick[] = [
  ...plain,
  ...bad,
  { name: '429', act: says(answer(429)), ends: 'unknown rate_limited', at: 'answer' },
  wall('Cloudflare', 403, { 'cf-mitigated': 'challenge' }),
  wall('Cloudflare, by its page', 503, { server: 'cloudflare' }, '<title>Just a moment...</title>'),
  wall('Cloudflare, blocking', 403, { server: 'cloudflare' }, '<title>Attention Required! | Cloudflare</title>'),
  wall('AWS', 405, { 'x-amzn-waf-action': 'captcha' }),
  wall('AWS, as if all were well', 202, { 'x-amzn-waf-action': 'challenge' }, ''),
  wall('Akamai', 403, { server: 'AkamaiGHost' }, '<HTML><HEAD>\n<TITLE>Access Denied</TITLE>'),
  wall('Imperva', 403, { 'x-iinfo': '1-2-3' }, '<script src="/_Incapsula_Resource?x"></script>'),
  wall('DataDome', 403, { 'x-datadome': 'protected' }),
  wall('Sucuri', 403, { 'x-sucuri-block': 'GEO' }),
  wall('Vercel', 429, { 'x-vercel-mitigated': 'challenge' }),
  notWall('a 503 of a service behind Cloudflare', 503, { server: 'cloudflare' }, 'down'),
  notWall('a 403 of a service behind Imperva', 403, { 'x-iinfo': '1-2-3' }, 'forbidden'),
  notWall('a challenge with a 500', 500, { 'cf-mitigated': 'challenge' }),
  {
    name: 'a wall whose code is expected',
    act: says(answer(403, { 'cf-mitigated': 'challenge' })),
    check: { expect: { status: [{ from: 403, to: 403 }] } },
    ends: 'up',
    at: 'answer',
  },
]
