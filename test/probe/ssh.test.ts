import { afterAll, describe, expect, test } from 'vitest'
import { wrongLines } from './support/misbehaviour.ts'
import { outcome, ssh } from './support/protocols.ts'
import { type Step, script } from './support/script.ts'
import { closeAll, closedPort, serve } from './support/servers.ts'

afterAll(closeAll)

async function ask(steps: Step[], timeout = 0.2): Promise<string> {
  const { port } = await serve(script(...steps))
  return await outcome(ssh(port, { timeout }))
}
const say = (text: string): Step => ({ say: text })

describe('an SSH server is up', () => {
  test.each([
    ['of version 2', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['of version 2 that takes version 1 too', 'SSH-1.99-Cisco-1.25\r\n'],
    ['that ends its line as Unix does', 'SSH-2.0-dropbear\n'],
    ['that says something else first', 'Welcome\r\n\r\nto our host\r\nSSH-2.0-x\r\n'],
    ['that goes on to its keys at once', `SSH-2.0-x\r\n${'\u0000'.repeat(20_000)}`],
  ])('%s', async (_, text) => expect(await ask([say(text)], 5)).toBe('up'))

  test('whose identification comes in pieces', async () => {
    expect(await ask([...'SSH-2.0-x\r\n'].map(say), 5)).toBe('up')
  })
})

describe('an SSH server is down', () => {
  test.each<[string, Step[], string]>([
    ['of version 1 alone', [say('SSH-1.5-old\r\n')], 'down answer after ttfb'],
    ['without the name of its software', [say('SSH-2.0-\r\n')], 'down answer after ttfb'],
    ['whose identification is too long', [say(`SSH-2.0-${'x'.repeat(300)}\r\n`)], 'down protocol after ttfb'],
    ['that is too busy', [say('Exceeded MaxStartups\r\n'), 'close'], 'down answer after ttfb'],
    ['that is a mail server', [say('220 mail.example ESMTP\r\n')], 'down timeout after ttfb'],
    ['that talks for ever', [say('hello\r\n'.repeat(1025))], 'down protocol after ttfb'],
  ])('%s', async (_, steps, result) => expect(await ask(steps)).toBe(result))

  test('that nobody runs', async () => expect(await outcome(ssh(await closedPort()))).toBe('down refused after dns'))

  const lines = wrongLines.filter(({ wrong }) => !/something else|no text/.test(wrong))
  test.each(lines)('that $wrong: $class', async ({ steps, class: name }) => {
    expect(await ask(steps)).toMatch(new RegExp(`^down ${name} after (dns|connect|ttfb)$`))
  })
})
