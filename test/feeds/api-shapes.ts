import { z } from 'zod'

// The documented shapes, key by key. Keys that stand in another order, or are missing, or are more, fail.

const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
const componentStatus = z.enum([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
])

/** A strict object that holds the order of its keys too. */
function ordered<T extends z.ZodRawShape>(shape: T) {
  return z
    .unknown()
    .superRefine((value, context) => {
      const keys = Object.keys(value as object).join(' ')
      const expected = Object.keys(shape).join(' ')
      if (keys !== expected) context.addIssue({ code: 'custom', message: `keys are ${keys}; expected ${expected}` })
    })
    .pipe(z.strictObject(shape))
}

const page = ordered({
  id: z.string().min(1),
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  updated_at: time,
  candor: ordered({ checked_at: time.nullable(), fresh_until: time.nullable(), unknown: z.array(z.string()) }),
})

const status = ordered({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.enum([
    'All Systems Operational',
    'Partially Degraded Service',
    'Degraded System Service',
    'Minor Service Outage',
    'Partial System Outage',
    'Major System Outage',
    'Service Under Maintenance',
  ]),
})

const componentKeys = {
  id: z.string(),
  name: z.string(),
  status: componentStatus,
  created_at: time,
  updated_at: time,
  position: z.int().min(1),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .nullable(),
  group_id: z.string().nullable(),
  page_id: z.string(),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
}
const leaf = ordered({ ...componentKeys, group: z.literal(false) })
const branch = ordered({
  ...componentKeys,
  showcase: z.literal(false),
  start_date: z.null(),
  group_id: z.null(),
  group: z.literal(true),
  components: z.array(z.string()),
})
const component = z.unknown().transform((value, context) => {
  const answer = ((value as { group: boolean }).group ? branch : leaf).safeParse(value)
  for (const issue of answer.error?.issues ?? [])
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
  return value
})

const affected = ordered({
  code: z.string(),
  name: z.string(),
  old_status: componentStatus,
  new_status: componentStatus,
})

const entryOf = (entryStatus: z.ZodType, impact: z.ZodType) => ({
  id: z.string(),
  name: z.string(),
  status: entryStatus,
  created_at: time,
  updated_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  impact,
  shortlink: z.url(),
  started_at: time,
  page_id: z.string(),
  incident_updates: z.array(
    ordered({
      id: z.string(),
      status: entryStatus,
      body: z.string(),
      incident_id: z.string(),
      created_at: time,
      updated_at: time,
      display_at: time,
      affected_components: z.array(affected).min(1).nullable(),
      deliver_notifications: z.boolean(),
      custom_tweet: z.null(),
      tweet_id: z.null(),
    }),
  ),
  components: z.array(leaf),
  reminder_intervals: z.null(),
})

const incident = ordered(
  entryOf(
    z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']),
    z.enum(['none', 'minor', 'major', 'critical']),
  ),
)
const maintenance = ordered({
  ...entryOf(z.enum(['scheduled', 'in_progress', 'verifying', 'completed']), z.literal('maintenance')),
  scheduled_for: time,
  scheduled_until: time,
})

const components = z.array(component)
const incidents = z.array(incident)
const scheduled_maintenances = z.array(maintenance)

export const documented: Record<string, z.ZodType> = {
  'summary.json': ordered({ page, components, incidents, scheduled_maintenances, status }),
  'status.json': ordered({ page, status }),
  'components.json': ordered({ page, components }),
  'incidents.json': ordered({ page, incidents }),
  'incidents/unresolved.json': ordered({ page, incidents }),
  'scheduled-maintenances.json': ordered({ page, scheduled_maintenances }),
  'scheduled-maintenances/upcoming.json': ordered({ page, scheduled_maintenances }),
  'scheduled-maintenances/active.json': ordered({ page, scheduled_maintenances }),
}
export const documentedIncident = ordered({ page, incident })
