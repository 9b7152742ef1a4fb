import type { ChannelType } from '../config/channel-keys.ts'
import type { ChannelKind } from './channel.ts'

type Loaders = { [T in ChannelType]: () => Promise<ChannelKind<T>> }

/** Every type of channel, loaded when it is used. */
export const channelKinds: Loaders = {
  webhook: async () => (await import('./webhook.ts')).webhook,
  slack: async () => (await import('./slack.ts')).slack,
  discord: async () => (await import('./discord.ts')).discord,
  teams: async () => (await import('./teams.ts')).teams,
  telegram: async () => (await import('./telegram.ts')).telegram,
  email: async () => (await import('./email.ts')).email,
  ntfy: async () => (await import('./ntfy.ts')).ntfy,
  pagerduty: async () => (await import('./pagerduty.ts')).pagerduty,
  github_issue: async () => (await import('./github-issue.ts')).githubIssue,
  buttondown: async () => (await import('./buttondown.ts')).buttondown,
}
