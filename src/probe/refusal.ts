import { Fault } from './fault.ts'
import { judgeStatus } from './judge.ts'

/** What HTTP says no to where another protocol was to begin, judged as the answer of a page. */
export class Refusal extends Fault {
  /** Another attempt would only make it worse. */
  readonly final: boolean

  constructor({ finding, final }: NonNullable<ReturnType<typeof judgeStatus>>) {
    super(finding.class!, finding.detail)
    this.final = final
  }
}

/** Null when the status is the one that the protocol begins with. Header names in small letters. */
export function refusalOf(
  status: number,
  headers: Readonly<Record<string, string | string[] | number | undefined>>,
  wanted: number,
): Refusal | null {
  const found = new Map(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  const refused = judgeStatus({ status, headers: found }, { status: [{ from: wanted, to: wanted }] })
  return refused === null ? null : new Refusal(refused)
}
