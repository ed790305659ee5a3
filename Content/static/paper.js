// Ghișeu: what script adds to the pages where paper is looked through. Words come from the page.
"use strict";

(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);

  /** Renews a part of the page while something is being done elsewhere. */
  function watchPoll(part) {
    setTimeout(async () => {
      if (!part.isConnected) return;
      try {
        const answer = await fetch(location.href, { headers: { "X-Ghiseu": "1" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.getElementById(part.id);
        // Whoever is about to press something here is not interrupted.
        if (!next || part.contains(document.activeElement)) return watchPoll(part);
        part.replaceWith(next);
        document.querySelector("svg.sprite")?.replaceWith(page.querySelector("svg.sprite") ?? "");
        if (next.dataset.poll) watchPoll(next);
      } catch {
        watchPoll(part);
      }
    }, 1000 * Number(part.dataset.poll));
  }

  function watchReview(review) {
    const sheets = review.querySelector(".sheets");
    const controls = (field) => all("input:not([type=hidden]), select, textarea, button, a", field);

    // Tab walks what is unsure; what is sure is one press away.
    const walk = review.querySelector("button[data-walk]");
    function setWalk(everywhere) {
      for (const field of all(".read.accepted", review)) for (const control of controls(field)) control.tabIndex = everywhere ? 0 : -1;
    }
    if (walk) {
      const words = [walk.textContent, walk.dataset.walk];
      walk.hidden = false;
      walk.addEventListener("click", () => {
        const everywhere = walk.getAttribute("aria-pressed") !== "true";
        walk.setAttribute("aria-pressed", String(everywhere));
        walk.textContent = words[everywhere ? 1 : 0];
        setWalk(everywhere);
      });
      setWalk(false);
    }

    // The place on the paper is lit while its answer is at hand.
    function light(id) {
      for (const place of all(".place.lit", review)) place.classList.remove("lit");
      const place = id && document.getElementById(id);
      if (!place || !sheets) return;
      place.classList.add("lit");
      const box = place.getBoundingClientRect();
      const frame = sheets.getBoundingClientRect();
      sheets.scrollBy(box.left - frame.left - (frame.width - box.width) / 2, box.top - frame.top - (frame.height - box.height) / 2);
    }
    review.addEventListener("focusin", (event) => {
      const field = event.target.closest("[data-place]");
      if (field) light(field.dataset.place);
    });
    for (const link of all("a.to-place", review)) {
      link.addEventListener("click", (event) => { event.preventDefault(); light(link.hash.slice(1)); });
    }

    let zoom = 0;
    for (const button of all("button[data-zoom]", review)) {
      button.hidden = false;
      button.addEventListener("click", () => {
        sheets.classList.remove(`zoom-${zoom}`);
        zoom = Math.min(3, Math.max(0, zoom + Number(button.dataset.zoom)));
        sheets.classList.add(`zoom-${zoom}`);
      });
    }

    // Another reading takes the place of the first without a new page, where the answer is one line.
    for (const button of all("button[data-alternative]", review)) {
      button.addEventListener("click", (event) => {
        const inputs = all(".field input:not([type=hidden]), .field textarea", button.closest(".read"));
        if (inputs.length !== 1 || !["text", "email", "tel", "textarea"].includes(inputs[0].type)) return;
        event.preventDefault();
        inputs[0].value = button.dataset.alternative;
        inputs[0].focus();
      });
    }
    review.addEventListener("keydown", (event) => {
      if (!event.altKey || !/^Digit[123]$/.test(event.code)) return;
      const buttons = all("button[data-alternative]", event.target.closest(".read") ?? document.createElement("div"));
      const button = buttons[Number(event.code.slice(5)) - 1];
      if (!button) return;
      event.preventDefault();
      button.click();
    });

    keepTyped(review.querySelector("form#citit"));

    // Whoever is at the page keeps it.
    const token = review.querySelector("input[name=jeton]")?.value;
    if (review.dataset.hold && token) {
      const timer = setInterval(async () => {
        if (!review.isConnected) return clearInterval(timer);
        if (document.visibilityState === "hidden") return;
        try { await fetch(review.dataset.hold, { method: "POST", body: new URLSearchParams({ jeton: token }) }); } catch { /* the next one may arrive */ }
      }, 120000);
    }
    const unsure = [...all(".read.check, .read.unreadable", review)].flatMap((field) => [...all("input:not([type=hidden]), select, textarea", field)]);
    if (!document.querySelector(".errors")) unsure[0]?.focus();
  }

  /** What is typed is kept soon after it is typed, and at once when the page is left. */
  function keepTyped(form) {
    const status = form?.querySelector("#pastrat");
    if (!status) return;
    let timer = 0;
    const keep = async () => {
      clearTimeout(timer);
      timer = 0;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
      body.set("apoi", "pastreaza");
      try {
        const answer = await fetch(form.action, { method: "POST", body, keepalive: body.toString().length < 60000 });
        status.textContent = answer.ok ? status.dataset.kept : status.dataset.lost;
      } catch {
        status.textContent = status.dataset.lost;
      }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 1500); });
    form.addEventListener("submit", () => { clearTimeout(timer); timer = 0; });
    for (const other of document.forms) if (other !== form) other.addEventListener("submit", () => { if (timer) keep(); });
    addEventListener("pagehide", () => { if (timer) keep(); });
    document.addEventListener("visibilitychange", () => { if (timer && document.visibilityState === "hidden") keep(); });
  }

  /** Four handles on the picture write what the number fields say, and the other way round. */
  function watchCorners(figure) {
    const picture = figure.querySelector("img");
    for (const name of figure.dataset.corners.split(" ")) {
      const [x, y] = ["x", "y"].map((axis) => document.getElementById(`${name}-${axis}`));
      if (!x || !y) continue;
      const handle = document.createElement("span");
      handle.className = "corner";
      figure.append(handle);
      const number = (input) => Number(input.value.replace(",", ".")) || 0;
      const place = () => {
        handle.style.left = `${picture.offsetLeft + (picture.offsetWidth * number(x)) / 100}px`;
        handle.style.top = `${picture.offsetTop + (picture.offsetHeight * number(y)) / 100}px`;
      };
      handle.addEventListener("pointerdown", (event) => { handle.setPointerCapture(event.pointerId); event.preventDefault(); });
      handle.addEventListener("pointermove", (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const box = picture.getBoundingClientRect();
        const percent = (part) => String(Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10).replace(".", ",");
        x.value = percent((event.clientX - box.left) / box.width);
        y.value = percent((event.clientY - box.top) / box.height);
        place();
      });
      for (const input of [x, y]) input.addEventListener("input", place);
      picture.addEventListener("load", place);
      addEventListener("resize", place);
      place();
    }
  }

  function enhance(root) {
    all("[data-poll]", root).forEach(watchPoll);
    all(".review", root).forEach(watchReview);
    all("[data-corners]", root).forEach(watchCorners);
  }

  enhance(document);
  document.addEventListener("pagina", (event) => enhance(event.detail));
})();
