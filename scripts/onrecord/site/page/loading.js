"use strict";

/** The data of the search comes as scripts, for a page that is opened as a file can load nothing else. */
const onrecord = (() => {
  const version = document.documentElement.dataset.version;
  const promises = new Map();
  const receivers = new Map();

  /** What the script `data/NAME.js` hands over; it is loaded once. */
  function load(name) {
    if (!promises.has(name)) promises.set(name, new Promise((resolve, reject) => add(name, resolve, reject)));
    return promises.get(name);
  }

  function add(name, resolve, reject) {
    const script = document.createElement("script");
    const failed = () => {
      promises.delete(name);
      reject(new Error(`data/${name}.js could not be loaded`));
    };
    receivers.set(name, resolve);
    script.addEventListener("error", failed);
    script.addEventListener("load", () => {
      script.remove();
      if (receivers.delete(name)) failed();
    });
    script.src = `data/${name}.js?v=${version}`;
    document.head.append(script);
  }

  /** Called by the scripts of the data. */
  function receive(name, value) {
    const resolve = receivers.get(name);
    receivers.delete(name);
    resolve?.(value);
  }

  return { load, receive };
})();
