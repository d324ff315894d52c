// Has the browser keep what was read (worker.js). Nothing on a page waits for it, and nothing needs it.
if ("serviceWorker" in navigator) {
  const address = "/service-worker.js";
  const policy = globalThis.trustedTypes?.createPolicy("offline", { createScriptURL: () => address });
  addEventListener("load", () => {
    navigator.serviceWorker
      .register(policy ? policy.createScriptURL("") : address, { updateViaCache: "none" })
      .catch(() => {}); // A reader who forbids it has nothing to mend.
  });
}
