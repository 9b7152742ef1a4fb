import type { ComponentNow, GroupNow, Snapshot } from '../status/snapshot.ts'

/** One entry of the top level of the page: a group with its members, or a component by itself. */
export type Section = { group: GroupNow; members: ComponentNow[] } | { group: null; members: [ComponentNow] }

/** The page's order: a group stands where its first member does. Groups without members are left out. */
export function sectionsOf(snapshot: Snapshot): Section[] {
  const groups = new Map(snapshot.groups.map((group) => [group.group.id, group]))
  const shown = new Set<string>()
  const sections: Section[] = []
  for (const one of snapshot.components) {
    const group = one.component.group === null ? undefined : groups.get(one.component.group)
    if (!group) sections.push({ group: null, members: [one] })
    else if (!shown.has(group.group.id)) {
      shown.add(group.group.id)
      sections.push({ group, members: group.members })
    }
  }
  return sections
}
