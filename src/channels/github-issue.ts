import { type ChannelKind, Undelivered } from './channel.ts'

export const githubIssue: ChannelKind<'github_issue'> = {
  type: 'github_issue',
  send: () => Promise.reject(new Undelivered('Channels of this type are not built yet.')),
}
