export const d = document
export const root = d.documentElement
