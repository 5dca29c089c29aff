import type { Bench } from './main.ts'
export const benchCodec: Bench = async () => ({})
