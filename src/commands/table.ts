import type { Command } from 'commander'

/** A command's own file in this folder: it adds its arguments, options and action. */
export interface CommandFile {
  define: (command: Command) => void
}

interface Entry {
  summary: string
  load: () => Promise<CommandFile>
}

/** Every command, in the order people meet them. */
export const commands: Record<string, Entry> = {
  check: { summary: 'probe what is due, show it, and keep the results', load: () => import('./check.ts') },
  publish: { summary: 'commit the results and push them', load: () => import('./publish.ts') },
  notify: { summary: 'tell people what they have not been told', load: () => import('./notify.ts') },
  pull: { summary: 'bring the published results here', load: () => import('./pull.ts') },
  squash: { summary: 'make the results branch one commit, weekly', load: () => import('./squash.ts') },
  migrate: { summary: 'move results to another branch or a newer format', load: () => import('./migrate.ts') },
  build: { summary: 'make the site', load: () => import('./build.ts') },
  mirror: { summary: 'copy the built site to a second host', load: () => import('./mirror.ts') },
  scan: { summary: 'look for secrets in a site before it goes out', load: () => import('./scan.ts') },
  serve: { summary: 'make the site and serve it here', load: () => import('./serve.ts') },
  validate: { summary: 'read components.yml and incidents/ strictly', load: () => import('./validate.ts') },
  review: { summary: 'say what a change of incidents/ does to the page', load: () => import('./review.ts') },
  'review-comment': {
    summary: 'write what `review` found to its pull request',
    load: () => import('./review-comment.ts'),
  },
  new: { summary: 'write a new incident, maintenance, notice or postmortem', load: () => import('./new.ts') },
  update: { summary: 'add an update to an incident', load: () => import('./update.ts') },
  resolve: { summary: 'resolve an incident', load: () => import('./resolve.ts') },
  post: { summary: 'post what a comment says, or without GitHub', load: () => import('./post.ts') },
  status: { summary: 'say what is up and what is not', load: () => import('./status.ts') },
  outages: { summary: 'list what the probes saw', load: () => import('./outages.ts') },
  uptime: { summary: 'compute uptime', load: () => import('./uptime.ts') },
  report: { summary: 'tell a month: uptime, incidents, what was left out', load: () => import('./report.ts') },
  verify: { summary: 'recompute what a published page says', load: () => import('./verify.ts') },
  init: { summary: 'start a page in a new folder', load: () => import('./init.ts') },
  import: { summary: 'move a page in from Upptime, cState or Statuspage', load: () => import('./import.ts') },
  doctor: { summary: 'say what is missing in the set-up', load: () => import('./doctor.ts') },
  demo: { summary: 'show a page with sample services and an outage', load: () => import('./demo.ts') },
  start: { summary: 'probe, build and serve this page in a loop', load: () => import('./start.ts') },
}
