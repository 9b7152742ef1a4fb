import { afterEach, beforeEach, expect, test } from 'vitest'
import { webhookShape } from '../../../src/messages/webhook-shape.ts'
import { type Receiver, startReceiver } from '../../channels/receiver.ts'
import { openWard, type Ward } from './ward.ts'

let ward: Ward
let receiver: Receiver
beforeEach(async () => {
  ;[ward, receiver] = await Promise.all([openWard(), startReceiver()])
})
afterEach(() => Promise.all([ward.close(), receiver.close()]))

const webhook = 'allow_private: true, url: "${HOOK}", secret: a-long-enough-secret }'
function channels(...lines: string[]) {
  ward.env['HOOK'] = `${receiver.url}/secret-path`
  ward.change(
    'notify:\n  - { id: ops, type: webhook, audience: operators, url: "${HOOK}", secret: a-long-enough-secret }',
    `notify:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
  )
}

test('without --send-test nobody is sent anything', async () => {
  channels(`{ id: ops, type: webhook, audience: operators, ${webhook}`)
  expect((await ward.look()).get('channel:ops')).toMatchObject({
    state: 'good',
    line: 'The channel `ops` (webhook) is set up as far as can be seen without sending; `--send-test` sends a test.',
  })
  expect(receiver.received).toEqual([])
})

test('a test message says that it is one, in the shape that receivers know, and goes to operators alone', async () => {
  channels(
    `{ id: ops, type: webhook, audience: operators, ${webhook}`,
    `{ id: subscribers, type: webhook, audience: public, ${webhook}`,
  )
  const found = await ward.look(true)
  expect(found.get('channel:ops')).toMatchObject({
    state: 'good',
    line: 'The channel `ops` (webhook) took a test message: see whether it arrived.',
  })
  expect(found.get('channel:subscribers')!.line).toContain('`--send-test subscribers` sends a test')
  expect(receiver.received).toHaveLength(1)
  expect(webhookShape.parse(JSON.parse(receiver.received[0]!.body))).toMatchObject({
    event: 'checks.stale',
    subject: { id: 'doctor-test' },
  })
})

test('the public is sent one only when its channel is named', async () => {
  channels(
    `{ id: ops, type: webhook, audience: operators, ${webhook}`,
    `{ id: subscribers, type: slack, audience: public, allow_private: true, url: "\${HOOK}" }`,
  )
  await ward.look(['subscribers'])
  expect(receiver.received.map(({ body }) => JSON.parse(body).text)).toEqual(['Test from Acme: nothing is wrong'])
})

test('a name that is none is wrong use, and says which there are', async () => {
  await expect(ward.look(['op'])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('--send-test ops'),
  })
})

test('what does not take it is a problem, told without its address', async () => {
  channels(`{ id: ops, type: webhook, audience: operators, ${webhook}`)
  receiver.answer = (_, response) => response.writeHead(410).end('secret-path is gone')
  const { state, line } = (await ward.look(true)).get('channel:ops')!
  expect(state).toBe('problem')
  expect(line).toMatch(/^The channel `ops` \(webhook\) did not take a test message\. .*410/)
  expect(line).not.toContain('secret-path')
})

test('what opens something closes it again', async () => {
  channels(
    `{ id: pager, type: pagerduty, audience: operators, allow_private: true, api: "${receiver.url}", routing_key: ${'R0'.repeat(16)} }`,
    '{ id: issues, type: github_issue, audience: operators }',
  )
  const found = await ward.look(true)
  expect([...found.values()].filter(({ id }) => id.startsWith('channel:')).map(({ line }) => line)).toEqual([
    'The channel `pager` (pagerduty) took a test message, and it was closed again: see whether it arrived.',
    'The channel `issues` (github_issue) took a test message, and it was closed again: see whether it arrived.',
  ])
  const sent = receiver.received.map(({ body }) => JSON.parse(body))
  expect(sent.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve'])
  expect(new Set(sent.map(({ dedup_key }) => dedup_key)).size).toBe(1)
  expect(ward.hub.state.issues).toMatchObject([{ title: 'Test from Acme: nothing is wrong', state: 'closed' }])
})
