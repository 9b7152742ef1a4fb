import { z } from 'zod'

const text = z.string().nullish()
const comment = z.looseObject({
  body: text,
  created_at: text,
  createdAt: text,
  author_association: text,
  authorAssociation: text,
  issue_url: text,
})

/** An issue as GitHub's API sends it, or as `gh issue list --json` prints it. */
export const issue = z
  .looseObject({
    number: z.number().int(),
    title: z.string(),
    body: text,
    created_at: text,
    createdAt: text,
    closed_at: text,
    closedAt: text,
    labels: z.array(z.union([z.string(), z.looseObject({ name: text })])).nullish(),
    /** GitHub's API has their number here, and sends them apart. */
    comments: z.union([z.number(), z.array(comment)]).nullish(),
    pull_request: z.unknown().optional(),
  })
  .transform((raw) => ({
    number: raw.number,
    title: raw.title,
    body: raw.body ?? '',
    createdAt: raw.created_at ?? raw.createdAt ?? null,
    closedAt: raw.closed_at ?? raw.closedAt ?? null,
    labels: (raw.labels ?? []).flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    comments: (Array.isArray(raw.comments) ? raw.comments : []).map((one) => ({
      body: one.body ?? '',
      createdAt: one.created_at ?? one.createdAt ?? null,
      association: one.author_association ?? one.authorAssociation ?? null,
    })),
    isPullRequest: raw.pull_request != null,
  }))
export type UpptimeIssue = z.output<typeof issue>
