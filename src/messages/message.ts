import type { Impact } from '../incidents/incident.ts'
import type { Instant } from '../time/instant.ts'
import type { EventName } from './event-id.ts'
import type { WebhookSubject } from './webhook-shape.ts'

/** What it is like: a colour, an icon, how loud a phone is. */
export type Tone = 'down' | 'degraded' | 'up' | 'maintenance' | 'note'

/** A message as every channel can tell it. All texts are plain, and hostile until a channel has escaped them. */
export interface Message {
  /** The same for the same events: receivers may drop a second one. At most 255 characters. */
  id: string
  event: EventName
  at: Instant
  /** Messages of one thread answer one another; `answers`: this channel has had one of it before. */
  thread: string
  answers: boolean
  tone: Tone
  impact: Impact | null
  /** One line. */
  title: string
  sections: Section[]
  facts: { name: string; value: string }[]
  /** Where to read on. */
  link: { text: string; url: string }
  page: { name: string; url: string; subscribe: string }
  /** Components it concerns, by id. */
  components: string[]
  /** The same for programs. */
  subject: WebhookSubject
  /** For channels that open and close something: whether it is still to be open. Null: nothing to keep. */
  keeps: 'open' | 'closed' | 'nothing' | null
  language: string
  /** What only some channels say beside it. */
  phrases: {
    /** Why somebody gets it, for the foot of a mail. */
    why: string
    writeIncident: string
    /** Above the commands that a comment takes. */
    commands: string
  }
}

/** What follows from what a message is about; the rest from whom it goes to. */
export type Parts = Pick<Message, 'tone' | 'impact' | 'title' | 'sections' | 'facts' | 'link' | 'subject' | 'keeps'>

export interface Section {
  /** Above the text; one line. */
  heading: string | null
  /** Plain text of several lines. */
  text: string
  /** The same as a person wrote it, in Markdown; null when the words are ours. */
  markdown: string | null
}
