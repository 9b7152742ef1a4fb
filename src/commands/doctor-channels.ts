import { performance } from 'node:perf_hooks'
import { faultInChannel, secretsOf } from '../advice/channel-form.ts'
import { type Finding, good, listed, problem, unseen } from '../advice/finding.ts'
import { deliver } from '../channels/deliver.ts'
import type { Channel } from '../config/channel-keys.ts'
import type { Config } from '../config/config.ts'
import { testMessages } from '../messages/test-message.ts'
import { secretFiller } from '../probe/secrets.ts'
import { Failure } from '../problem/problem.ts'
import type { Examination, Patient } from './doctor-examination.ts'
import { meansOf } from './notify-run.ts'

/** Channels that get a test message: those for operators, or those that are named. Null: none. */
export type SendTest = true | readonly string[] | null

const link = 'doctor.md#channels'
/** Milliseconds for the messages of one channel. */
const patience = 30_000

/** One examination for each channel of components.yml. */
export function channelExaminations(config: Config, sendTest: SendTest, stop: AbortSignal): Examination[] {
  const unknown = Array.isArray(sendTest)
    ? sendTest.find((id) => config.notify.every((one) => one.id !== id))
    : undefined
  if (unknown !== undefined) {
    const known = config.notify.map(({ id }) => id)
    throw new Failure(
      `components.yml names no channel \`${unknown}\`.\n  Expected ${known.length === 0 ? 'one under `notify:`' : listed(known)}, as in: ./candor doctor --send-test ${known[0] ?? 'ops'}`,
      { exitCode: 2 },
    )
  }
  if (config.notify.length === 0) {
    const nobody = problem('Nobody is told of an outage: components.yml names no channel under `notify:`.')
    return [{ id: 'channels', about: 'the channels', link, look: async () => nobody }]
  }
  const silent = config.notify.every(({ audience }) => audience !== 'operators')
  const operators = problem('No channel is for operators: nobody hears of an outage at once.')
  return [
    ...(silent ? [{ id: 'channels', about: 'the channels', link, look: async () => operators }] : []),
    ...config.notify.map((channel) => ({
      id: `channel:${channel.id}`,
      about: `the channel \`${channel.id}\``,
      link,
      look: (patient: Patient) => lookAt(channel, patient, isTested(channel, sendTest), stop),
    })),
  ]
}

/** Subscribers are never sent a test by accident: a public channel has to be named. */
function isTested({ id, audience }: Channel, sendTest: SendTest): boolean {
  return sendTest === true ? audience === 'operators' : (sendTest?.includes(id) ?? false)
}

async function lookAt(channel: Channel, patient: Patient, isSent: boolean, stop: AbortSignal): Promise<Finding> {
  const { config, env } = patient
  const name = `The channel \`${channel.id}\` (${channel.type})`
  const missing = secretsOf(channel).filter((secret) => (env[secret] ?? '') === '')
  if (missing.length > 0) {
    const them = missing.length === 1 ? 'it' : 'them'
    return unseen(
      `${name} needs ${listed(missing)}, not set here; to look at the channel, set ${them} for this command.`,
    )
  }
  const fault = faultInChannel(channel, secretFiller(config.secrets, env))
  if (fault !== null) return problem(`${name} cannot work: ${fault}.`)
  if (channel.type === 'github_issue' && patient.slug === null) {
    return problem(`${name} needs a repository on GitHub, and none is known.`)
  }
  if (isSent) return await sendTo(channel, name, patient, stop)
  const how = channel.audience === 'public' ? `--send-test ${channel.id}` : '--send-test'
  return good(`${name} is set up as far as can be seen without sending; \`${how}\` sends a test.`)
}

async function sendTo(channel: Channel, name: string, patient: Patient, stop: AbortSignal): Promise<Finding> {
  const { config, now, env, slug } = patient
  const opensAndCloses = ['github_issue', 'pagerduty'].includes(channel.type)
  const means = meansOf(config, stop, {}, env, slug)
  const until = performance.now() + patience
  for (const message of testMessages(config, now, opensAndCloses)) {
    const why = await deliver(message, channel, means, until)
    if (why !== null) return problem(`${name} did not take a test message. ${why.replaceAll(/\s*\n\s*/g, ' ')}`)
  }
  return good(
    `${name} took a test message${opensAndCloses ? ', and it was closed again' : ''}: see whether it arrived.`,
  )
}
