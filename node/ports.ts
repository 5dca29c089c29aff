/** What a role may ask of the world. */
export type Placeholder = never
