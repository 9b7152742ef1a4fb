/** What is known already: when it was, and what happened when. Empty where nothing is. */
export interface KnownCourse {
  /** One sentence on when it was and how long. */
  lasted: string
  /** The times as a list in Markdown. */
  timeline: string
}

/** What a good postmortem answers, for the person who is about to write one, with what is known filled in. */
export function postmortemOutline({ lasted, timeline }: KnownCourse = { lasted: '', timeline: '' }): string {
  const told = lasted === '' ? '' : `\n\n${lasted}`
  const times = timeline === '' ? '- 10:02 UTC: we noticed, understood, mended it ...' : timeline
  return `### What happened

In one paragraph, for people who use the service: what they saw, from when to when, and how many of them.${told}

### Timeline

${times}

### Why

The chain of causes, not the name of a person. What made it possible, what set it off, why it was not noticed sooner.

### What we change

- So that it does not happen again: ...
- So that we notice it sooner: ...
- So that it does less harm: ...`
}
