import { utcDate } from '../time/instant.ts'
import { type Calendar, written } from './calendar.ts'

/** Six incidents and two maintenances as a careful team writes them; file name to text. */
export function demoIncidents(calendar: Calendar): Map<string, string> {
  const { daysAgo, minutesAgo } = calendar
  const file = (instant: number, slug: string) => `${utcDate(instant)}-${slug}.md`
  return new Map([
    [
      file(minutesAgo(52), 'webhook-deliveries-delayed'),
      `---
title: Webhook deliveries are delayed
components:
  webhooks: partial_outage
---

## Investigating · ${written(minutesAgo(52))} {next=30m}

Webhooks reach you late: most within ten minutes, some later. No event is lost; each one waits and is sent again until your endpoint has it.

The API, the website and sign-in work as usual.

## Identified · ${written(minutesAgo(24))} {next=60m}

A queue in front of the delivery workers is full. We are adding workers, and the backlog of about 40,000 events has begun to shrink.

You need not do anything. If you cannot wait, \`GET /v1/events\` shows every event at once.
`,
    ],
    [
      file(daysAgo(4, '09:58'), 'api-errors'),
      `---
title: Elevated error rates on the API
impact: major
components:
  api: partial_outage
  website: degraded_performance
---

## Investigating · ${written(daysAgo(4, '10:02'))} {next=30m}

About 8 % of API calls have failed with status 500 since 09:58 UTC. The website shows old figures in some places because it uses the same API.

## Identified · ${written(daysAgo(4, '10:20'))} {website=operational next=30m}

A change that went out at 09:55 UTC makes some calls wait for a connection they never get. We are taking it back.

## Monitoring · ${written(daysAgo(4, '10:31'))}

The change is back out and errors are at their usual level. We keep watching for another ten minutes.

## Resolved · ${written(daysAgo(4, '10:41'))}

All calls have succeeded for ten minutes. Calls that failed between 09:58 and 10:31 UTC can be sent again; none was carried out halfway.

## Postmortem · ${written(daysAgo(2, '09:00'))}

### What happened

A new release opened two database connections where one was enough. Under the load of a weekday morning the pool was empty within three minutes, and every twelfth call waited until it timed out.

### What we did

We took the release back 33 minutes after the first failure. Rolling back took eleven minutes, longer than it should have.

### What changes

- The release check now counts connections under load and stops a release that needs more.
- Rolling back is one command and takes two minutes; we rehearsed it yesterday.
- The pool warns at 70 %, not at 95 %.
`,
    ],
    [
      file(daysAgo(11, '14:10'), 'sign-in-slow'),
      `---
title: Signing in is slow for some customers
components:
  sign-in: degraded_performance
---

## Investigating · ${written(daysAgo(11, '14:15'))} {next=45m}

Signing in takes up to 15 seconds for some of you. Nobody is signed out, and everything behind the sign-in works at its usual speed.

## Monitoring · ${written(daysAgo(11, '14:49'))}

One of three sign-in servers answered slowly and is out of service now. Signing in takes less than a second again.

## Resolved · ${written(daysAgo(11, '15:05'))}

Signing in has been quick for everybody since 14:49 UTC.
`,
    ],
    [
      file(daysAgo(23, '18:32'), 'images-europe'),
      `---
title: Images do not load for visitors in Europe
impact: minor
components: [images]
---

## Identified · ${written(daysAgo(23, '18:40'))} {next=60m}

Images load slowly or not at all in parts of Europe. The network that delivers them for us has a fault in Frankfurt and is working on it; we are moving traffic to its other sites meanwhile.

## Resolved · ${written(daysAgo(23, '19:55'))}

Images load everywhere again. Since 19:20 UTC they have come from Amsterdam and Paris; we will move back tomorrow, when it is quiet.
`,
    ],
    [
      file(daysAgo(41, '03:12'), 'database-failover'),
      `---
title: Nothing could be saved for nine minutes
impact: critical
components:
  database: major_outage
  api: major_outage
  website: partial_outage
---

## Investigating · ${written(daysAgo(41, '03:17'))} {next=15m}

Since 03:12 UTC nothing can be saved through the API or the website. Pages that only read still work for most of you.

## Monitoring · ${written(daysAgo(41, '03:24'))} {next=30m}

The standby database took over at 03:21 UTC, and saving works again. We are checking that nothing was lost.

## Resolved · ${written(daysAgo(41, '04:02'))}

We compared both databases: everything that was confirmed to you is there. What was refused between 03:12 and 03:21 UTC has to be sent again.
`,
    ],
    [
      file(daysAgo(67, '00:00'), 'payments-certificate'),
      `---
title: Payment pages warn of an expired certificate
impact: major
components:
  payments: major_outage
---

## Identified · ${written(daysAgo(67, '00:14'))} {next=30m}

Browsers have refused our payment pages since 00:00 UTC because their certificate ran out. No payment was lost or made twice. A new certificate is being put in place.

## Resolved · ${written(daysAgo(67, '00:47'))}

The new certificate is in place and payments work again. We are sorry: this was ours to see coming.

## Postmortem · ${written(daysAgo(64, '10:00'))}

### What happened

The certificate of the payment pages was renewed by hand, once a year, by a person who has since changed teams.

### What changes

- All certificates renew themselves 30 days before they run out.
- This page checks every certificate as well, and tells us 14 days ahead.
`,
    ],
    [
      file(daysAgo(9, '05:00'), 'search-index'),
      `---
title: Search is rebuilt with better ranking
components:
  search: under_maintenance
maintenance:
  start: ${written(daysAgo(9, '05:00'))}
  end: ${written(daysAgo(9, '06:00'))}
---

## Scheduled · ${written(daysAgo(14, '09:00'))}

We rebuild the search index. Search answers from yesterday's index during that hour; new items appear once it is done.

## Completed · ${written(daysAgo(9, '05:48'))}

Done twelve minutes early. Search finds new items again within seconds.
`,
    ],
    [
      file(daysAgo(-3, '05:00'), 'database-upgrade'),
      `---
title: Database upgrade
components:
  database: under_maintenance
  api: degraded_performance
maintenance:
  start: ${written(daysAgo(-3, '05:00'))}
  end: ${written(daysAgo(-3, '05:45'))}
---

## Scheduled · ${written(daysAgo(1, '09:00'))}

We move to a newer database. For up to two minutes within that window nothing can be saved; the API answers such calls with status 503 and \`Retry-After: 120\`, and our client libraries try again by themselves.
`,
    ],
  ])
}
