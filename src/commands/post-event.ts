import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Failure } from '../problem/problem.ts'
import { type Instant, parseInstant } from '../time/instant.ts'

const user = z.object({ login: z.string(), id: z.number(), type: z.string() })
const time = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text)
  if (instant === null) context.addIssue({ code: 'custom', message: 'no time' })
  return instant ?? 0
})

/** The parts of GitHub's `issue_comment` that we look at. */
const commentEvent = z.object({
  action: z.string(),
  issue: z.object({
    number: z.number().int().positive(),
    body: z.string().nullish(),
    user: user.nullish(),
    pull_request: z.unknown().optional(),
  }),
  comment: z.object({
    id: z.number().int().positive(),
    body: z.string(),
    created_at: time,
    html_url: z.string(),
    user: user.nullish(),
  }),
})
export type CommentEvent = z.infer<typeof commentEvent>

/** The parts of `repository_dispatch`; what is in the payload is read by comments/dispatch.ts. */
const dispatchEvent = z.object({
  action: z.string(),
  client_payload: z.record(z.string(), z.unknown()).nullish(),
  sender: user.nullish(),
})
export type DispatchEvent = z.infer<typeof dispatchEvent>

export type PostEvent =
  | { name: 'issue_comment'; event: CommentEvent }
  | { name: 'repository_dispatch'; event: DispatchEvent }

/** Reads the file that GitHub Actions wrote the event to. Throws a Failure when it is none of ours. */
export async function readEvent(path: string | undefined, name: string | undefined): Promise<PostEvent> {
  if (!path || !name) {
    throw new Failure(
      '`post` reads a comment or a dispatch from GitHub Actions, and there is none here.\n  By hand write with: ./candor new incident, ./candor update ID',
      { exitCode: 2 },
    )
  }
  const schemas = { issue_comment: commentEvent, repository_dispatch: dispatchEvent }
  if (!Object.hasOwn(schemas, name))
    throw new Failure(
      `\`post\` does not know the event \`${name}\`.\n  Expected issue_comment or repository_dispatch.`,
      { exitCode: 2 },
    )
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${(error as Error).message}.\n  Expected the event of GitHub Actions.`, {
      cause: error,
    })
  }
  const read = schemas[name as keyof typeof schemas].safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new Failure(`${path} is not GitHub's \`${name}\`: ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  return { name, event: read.data } as PostEvent
}
