import type { Component } from '../../config/config.ts'

/** How many decimals a component's figures have everywhere: two, or as many as its target. */
export const decimalsOf = ({ target }: Pick<Component, 'target'>) => Math.max(2, target?.decimals ?? 0)
