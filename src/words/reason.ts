/** Details that say more than their class; the same as verdict/detail-sentence.ts says in English. */
const known: Record<string, string> = {
  'answer:empty': 'no_record',
  'answer:not-registered': 'not_registered',
  'answer:no-starttls': 'no_starttls',
  'answer:not_serving': 'not_serving',
  'answer:service_unknown': 'no_service',
  'answer:not_found': 'no_service',
  'answer:unimplemented': 'no_health_service',
  'answer:unavailable': 'unavailable',
  'dns_error:no-address': 'no_address',
  'dns_error:timeout': 'name_timeout',
}
const reported = new Set(['degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'])

interface Told {
  t: (key: string, values?: Record<string, string | number>) => string
  lasting: (seconds: number) => string
}

/** Why it failed, in one sentence of a language; from class and detail alone, as everywhere. */
export function reasonIn(outage: { class: string | null; detail: string | null }, told: Told): string {
  if (outage.class === null) return ''
  return (
    (outage.detail === null ? null : withDetail(outage.class, outage.detail, told)) ?? told.t(`class.${outage.class}`)
  )
}

function withDetail(resultClass: string, detail: string, { t, lasting }: Told): string | null {
  const count = /^\d+$/.test(detail) ? Number(detail) : null
  const key = known[`${resultClass}:${detail}`]
  if (key !== undefined) return t(`detail.${key}`)
  switch (resultClass) {
    case 'status':
      return /^\d{3}$/.test(detail) ? t('detail.status', { detail }) : null
    case 'cert_expiring_soon':
      if (count === null) return null
      return count === 0 ? t('detail.certificate_today') : t('detail.certificate_days', { count })
    case 'late':
      return count ? t('detail.late', { time: lasting(count * 60) }) : null
    case 'reported':
      return reported.has(detail) ? t('detail.reported', { status: t(`status.${detail}`) }) : null
    case 'dns_error':
      return /^[A-Z]+$/.test(detail) ? t('detail.name_server', { detail }) : null
    default:
      return null
  }
}
