/** How the tests run: files beside the room they test, one catalogue loaded a worker. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Property tests and real terminals take longer than the default when the machine is busy.
    testTimeout: 60_000,
    isolate: false,
  },
});
