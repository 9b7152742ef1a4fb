import { z } from 'zod'

/** What the API sends, as far as it is used; more keys do no harm, and what is missing has a plain meaning. */
const text = z.string().nullish()

export const component = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: text,
  position: z.number().nullish(),
  start_date: text,
  group: z.boolean().nullish(),
  group_id: text,
})
export type Component = z.output<typeof component>

const affected = z.looseObject({
  code: text,
  name: text,
  new_status: text,
})

export const update = z.looseObject({
  status: z.string(),
  body: text,
  created_at: text,
  display_at: text,
  affected_components: z.array(affected).nullish(),
})
export type ApiUpdate = z.output<typeof update>

export const incident = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  status: text,
  created_at: text,
  started_at: text,
  resolved_at: text,
  impact: text,
  impact_override: text,
  postmortem_body: text,
  scheduled_for: text,
  scheduled_until: text,
  incident_updates: z.array(update).nullish(),
  components: z.array(z.looseObject({ id: z.string(), name: z.string() })).nullish(),
})
export type ApiIncident = z.output<typeof incident>

export const page = z.looseObject({ id: text, name: text, url: text, domain: text, subdomain: text, time_zone: text })
export type Page = z.output<typeof page>

/** A line of a history page: what there is of an incident whose text was not saved. */
export const historyLine = z.looseObject({ code: z.string().min(1), name: text, message: text, timestamp: text })
export const history = z.looseObject({ months: z.array(z.looseObject({ incidents: z.array(historyLine) })) })
