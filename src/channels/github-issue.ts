import { formatMarker, readMarker } from '../comments/marker.ts'
import { commandWords } from '../comments/words.ts'
import type { GitHub } from '../github/client.ts'
import { sayOnce } from '../github/comments.ts'
import { changeIssue, closeIssue, type Issue, issues, openIssueOnce } from '../github/issues.ts'
import type { Place } from '../github/place.ts'
import { plain } from '../messages/event-id.ts'
import type { Message } from '../messages/message.ts'
import type { ChannelKind, Keys } from './channel.ts'
import { cut } from './cut.ts'
import { defused, factLines, sectionText } from './plain-text.ts'

const titleLimit = 200
/** GitHub takes 65536 characters; escapes and the rest of the body need room. */
const textLimit = 20_000
/** Without one of the owner's, so that ours are found among thousands of others'. */
const usualLabels = ['outage']

/**
 * An issue for each group of outages: opened with the first, told of every change by a comment, closed when nothing of it
 * fails any more. It is known by a hidden marker with the outage's id, and by its author: one that a person opened is
 * never touched. Whatever GitHub does, a second try finds what the first one made.
 */
export const githubIssue: ChannelKind<'github_issue'> = {
  type: 'github_issue',
  async send(message, keys, means) {
    if (message.keeps === null) return
    const github = await means.github()
    const marker = formatMarker({ kind: 'outage', id: message.thread })
    const ours = await find(github, message, keys)
    if (ours === null) {
      // Over before it could be told: there is nothing to close.
      if (message.keeps === 'open') await openIssueOnce(github, issueOf(message, keys, github.place), marker)
      return
    }
    // What opened it needs no comment below it, however often it is told.
    if (!ours.body.includes(eventMark(message))) {
      await sayOnce(github, ours.number, issueCommentOf(message), eventMark(message))
    }
    if (message.keeps === 'closed' && ours.state === 'open') await closeIssue(github, ours.number)
    if (message.keeps === 'open' && ours.state === 'closed') {
      await changeIssue(github, ours.number, { state: 'open', reason: 'reopened' })
    }
  },
}

async function find(github: GitHub, message: Message, keys: Keys<'github_issue'>): Promise<Issue | null> {
  const isOurs = ({ author, body }: Issue) => {
    const marker = author.isBot ? readMarker(body) : null
    return marker?.kind === 'outage' && marker.id === message.thread
  }
  const labelled = await issues(github, { state: 'all', labels: labelsOf(keys).slice(0, 1) })
  // People may have taken its label away; an open one is found all the same.
  return labelled.find(isOurs) ?? (await issues(github, { state: 'open' })).find(isOurs) ?? null
}

function labelsOf({ labels }: Pick<Keys<'github_issue'>, 'labels'>): string[] {
  return labels === undefined || labels.length === 0 ? usualLabels : labels
}

/** The issue that a message opens. */
export function issueOf(message: Message, keys: Pick<Keys<'github_issue'>, 'labels' | 'assignees'>, place: Place) {
  const { title, link, thread, phrases } = message
  const post = `${place.server}/${place.owner}/${place.name}/new/main/incidents`
  const body = [
    textOf(message),
    `[${link.text}](${link.url}) · [${phrases.writeIncident}](${post})`,
    `${phrases.commands}\n${commandLines}`,
    `${formatMarker({ kind: 'outage', id: thread })}\n${eventMark(message)}`,
  ]
  return {
    title: cut(defused(title).replaceAll(/\s+/g, ' ').trim(), titleLimit),
    body: `${body.join('\n\n')}\n`,
    labels: labelsOf(keys),
    ...(keys.assignees === undefined ? {} : { assignees: keys.assignees }),
  }
}

/** The comment under it that tells of a change. */
export function issueCommentOf(message: Message): string {
  return `${textOf(message)}\n\n${eventMark(message)}\n`
}

const commandLines = commandWords.map((word) => `- \`/${word}\``).join('\n')

/** Which message this is: told again, it is found and not written a second time. */
function eventMark({ id }: Message): string {
  return `<!-- candor:event:${plain(id).replaceAll('--', '-%2D')} -->`
}

function textOf({ title, sections, facts }: Message): string {
  const parts = [
    `**${escaped(title)}**`,
    ...sections.map((section) => escaped(sectionText(section))),
    escaped(factLines(facts)),
  ]
  return cut(parts.filter((part) => part !== '').join('\n\n'), textLimit)
}

/** Words as words: no Markdown, no HTML, no address that becomes a link, no mention of people or of other issues. */
function escaped(text: string): string {
  return defused(text)
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/(#|GH-)(?=\d)/gi, '$1\u200B')
    .replaceAll(/(:)(?=\/\/)|(\bwww)(?=\.)/gi, '$1$2\u200B')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()~|>!]/g, (sign) => `\\${sign}`)
    .replaceAll(/^(\s*)([-+=#]|\d+[.)])/gm, '$1\\$2')
    .replaceAll('\n', '  \n')
}
