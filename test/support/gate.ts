/** A moment that a test decides: whoever awaits `passed` goes on when `open` has been called. */
export function createGate(): { passed: Promise<void>; open(): void } {
  let open = () => undefined as void;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
