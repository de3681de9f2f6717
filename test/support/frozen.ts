/** Inputs that refuse to be changed: whoever writes to one is found out. */

/** Freezes a value with all that it holds; a map, which freezing alone leaves open, refuses to be written. */
export function frozenThrough<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    const refuse = () => {
      throw new Error('somebody writes to a map that is an input');
    };
    for (const held of value.values()) frozenThrough(held);
    return Object.freeze(Object.assign(value, { set: refuse, delete: refuse, clear: refuse }));
  }
  for (const held of Object.values(value)) frozenThrough(held);
  return Object.freeze(value);
}
