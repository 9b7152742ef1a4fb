/** What a good postmortem answers, for the person who is about to write one. */
export const postmortemOutline = `### What happened

In one paragraph, for people who use the service: what they saw, from when to when, and how many of them.

### Why

The chain of causes, not the name of a person. What made it possible, what set it off, why it was not noticed sooner.

### What we did

The times at which we noticed, understood, and mended it.

### What we change

- So that it does not happen again: ...
- So that we notice it sooner: ...
- So that it does less harm: ...`
