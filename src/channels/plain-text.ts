import type { Message, Section } from '../messages/message.ts'

/** A message without its title and link as plain text: what was written, then the facts. */
export function bodyText(message: Message): string {
  return [...message.sections.map(sectionText), factLines(message.facts)].filter((part) => part !== '').join('\n\n')
}

export function sectionText({ heading, text }: Section): string {
  return [heading, text].filter((part) => part !== null && part !== '').join('\n')
}

export function factLines(facts: Message['facts']): string {
  return facts.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

const invisible = '\u200B'

/**
 * Breaks what services would act on: `@everyone`, `<!channel>`, `{{...}}`, `${...}`, `{% %}`. A blank of no width keeps
 * the words readable and means nothing to a machine.
 */
export function defused(text: string): string {
  return controlled(text)
    .replaceAll(/@(?=[\p{L}\p{N}_[({<-])/gu, `@${invisible}`)
    .replaceAll(/<(?=[!@#/]|at\b)/gi, `<${invisible}`)
    .replaceAll(/([{$%#@])(?=\{)/g, `$1${invisible}`)
    .replaceAll(/\{(?=[%#])/g, `{${invisible}`)
}

/** Without control characters other than line feeds and tabs, and without those that turn the reading direction. */
export function controlled(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\u2028\u2029\r]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .toWellFormed()
}
