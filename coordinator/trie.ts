/**
 * Maps and sets by string that change without being copied: a new version shares all but one branch with the old one.
 *
 * Machines keep one entry a member; with plain maps each message of a round would copy all of them, and a round would cost the square
 * of its members. Invariant: a version never changes, and its order depends on its keys alone, not on how it came to be.
 * Two levels of 32 branches and a short list at each leaf: made for keys that end in hash digits, correct for any.
 */

const width = 32
const mask = width - 1

type Leaf<V> = readonly (readonly [string, V])[]
type Branch<V> = readonly (Leaf<V> | undefined)[]
type Root<V> = readonly (Branch<V> | undefined)[]

/** The last characters decide: ids and roots are hexadecimal digits of a hash. */
function placeOf(key: string): number {
  let place = key.length
  for (let i = Math.max(0, key.length - 5); i < key.length; i++)
    place = (Math.imul(place, 31) + key.charCodeAt(i)) | 0
  return (place ^ (place >>> 10)) & (width * width - 1)
}

function replaced<T>(items: readonly T[] | undefined, at: number, item: T): T[] {
  const copy = items === undefined ? new Array<T>(width) : items.slice()
  copy[at] = item
  return copy
}

class Trie<V> implements ReadonlyMap<string, V> {
  readonly size: number
  readonly #root: Root<V>

  constructor(root: Root<V>, size: number) {
    this.#root = root
    this.size = size
  }

  get(key: string): V | undefined {
    const leaf = this.#leafOf(placeOf(key))
    if (leaf === undefined) return undefined
    for (const entry of leaf) if (entry[0] === key) return entry[1]
    return undefined
  }

  has(key: string): boolean {
    const leaf = this.#leafOf(placeOf(key))
    if (leaf === undefined) return false
    for (const entry of leaf) if (entry[0] === key) return true
    return false
  }

  put(key: string, value: V): Trie<V> {
    const place = placeOf(key)
    const leaf = this.#leafOf(place)
    if (leaf === undefined) return this.#with(place, [[key, value]], this.size + 1)
    const at = leaf.findIndex((entry) => entry[0] === key)
    if (at >= 0 && leaf[at]?.[1] === value) return this
    const others = at < 0 ? leaf : leaf.filter((_, i) => i !== at)
    const next = [...others, [key, value] as const].sort((a, b) => (a[0] < b[0] ? -1 : 1))
    return this.#with(place, next, this.size + (at < 0 ? 1 : 0))
  }

  drop(key: string): Trie<V> {
    const place = placeOf(key)
    const leaf = this.#leafOf(place)
    const next = leaf?.filter((entry) => entry[0] !== key)
    if (next === undefined || next.length === leaf?.length) return this
    return this.#with(place, next, this.size - 1)
  }

  entries(): MapIterator<[string, V]> {
    return this.#list((key, value): [string, V] => [key, value]).values()
  }

  keys(): MapIterator<string> {
    return this.#list((key) => key).values()
  }

  values(): MapIterator<V> {
    return this.#list((_key, value) => value).values()
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }

  forEach(act: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    this.#list((key, value) => act(value, key, this))
  }

  /** Not a generator: those take ten times as long. */
  #list<T>(make: (key: string, value: V) => T): T[] {
    const made: T[] = []
    for (const branch of this.#root) {
      if (branch === undefined) continue
      for (const leaf of branch) {
        if (leaf === undefined) continue
        for (const [key, value] of leaf) made.push(make(key, value))
      }
    }
    return made
  }

  #leafOf(place: number): Leaf<V> | undefined {
    return this.#root[place & mask]?.[place >>> 5]
  }

  #with(place: number, leaf: Leaf<V>, size: number): Trie<V> {
    const branch = replaced(this.#root[place & mask], place >>> 5, leaf)
    return new Trie(replaced(this.#root, place & mask, branch), size)
  }
}

const empty: Trie<never> = new Trie<never>(new Array(width), 0)

export const emptyMap = <V>(): ReadonlyMap<string, V> => empty

function trieOf<V>(map: ReadonlyMap<string, V>): Trie<V> {
  if (map instanceof Trie) return map
  let trie: Trie<V> = empty
  for (const [key, value] of map) trie = trie.put(key, value)
  return trie
}

/** The map with one entry set. */
export const put = <V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
): ReadonlyMap<string, V> => trieOf(map).put(key, value)

/** The map without one entry; the same object where it has none. */
export const drop = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  map.has(key) ? trieOf(map).drop(key) : map

class TrieSet implements ReadonlySet<string> {
  readonly trie: Trie<true>

  constructor(trie: Trie<true>) {
    this.trie = trie
  }

  get size(): number {
    return this.trie.size
  }

  has(key: string): boolean {
    return this.trie.has(key)
  }

  entries(): SetIterator<[string, string]> {
    return [...this.trie.keys()].map((key): [string, string] => [key, key]).values()
  }

  keys(): SetIterator<string> {
    return this.trie.keys()
  }

  values(): SetIterator<string> {
    return this.trie.keys()
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.trie.keys()
  }

  forEach(act: (value: string, key: string, set: ReadonlySet<string>) => void): void {
    for (const key of this.trie.keys()) act(key, key, this)
  }
}

export const emptySet: ReadonlySet<string> = new TrieSet(empty)

const setOf = (set: ReadonlySet<string>): TrieSet =>
  set instanceof TrieSet
    ? set
    : new TrieSet(trieOf(new Map([...set].map((key) => [key, true as const]))))

/** The set with one key; the same object where it has it. */
export const add = (set: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  set.has(key) ? set : new TrieSet(setOf(set).trie.put(key, true))

/** The set without one key; the same object where it lacks it. */
export const remove = (set: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  set.has(key) ? new TrieSet(setOf(set).trie.drop(key)) : set
