// Ghișeu: what script adds to pages that work without it. Words come from the page, in its language.
"use strict";

(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // Answers of forms that the script sends.

  /** The browser's own multipart or URL-encoded body of a form, with the button that was pressed. */
  function bodyOf(form, button) {
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    return data;
  }

  /** The fields without files, as a small form sends them. */
  function textOf(data) {
    const text = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === "string") text.append(name, value);
    return text;
  }

  /** Puts the content of an answered page in place of this one's; says false when the answer is no page of ours. */
  function show(html, address) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main#continut");
    if (!main) return false;
    document.querySelector("main#continut").replaceWith(main);
    document.querySelector("svg.sprite")?.replaceWith(page.querySelector("svg.sprite") ?? "");
    document.title = page.title;
    if (address && address !== location.href) history.replaceState(null, "", address);
    enhance(main);
    document.dispatchEvent(new CustomEvent("pagina", { detail: main }));
    return true;
  }

  /** Copies what is typed but not sent yet from one state of the page to the next. */
  function carryTyped(from, to) {
    for (const old of all("input[id], select[id], textarea[id]", from)) {
      if (["hidden", "file", "submit"].includes(old.type)) continue;
      const same = to.querySelector(`#${CSS.escape(old.id)}`);
      if (!same || same.name !== old.name) continue;
      if (old.type === "radio" || old.type === "checkbox") same.checked = old.checked;
      else same.value = old.value;
    }
  }

  // Errors first.

  function focusErrors(root) {
    const errors = root.querySelector(".errors");
    errors?.focus();
    return Boolean(errors);
  }

  // Drafts: what is typed is kept as one goes.

  function keepDraft(form) {
    const status = document.getElementById("salvat");
    let kept = textOf(new FormData(form)).toString();
    let timer = 0;
    let isLeaving = false;

    function say(words, isBad) {
      if (!status) return;
      status.hidden = false;
      status.classList.toggle("bad", isBad);
      const place = status.querySelector("span");
      if (place.textContent !== words) place.textContent = words;
    }

    async function save() {
      clearTimeout(timer);
      timer = 0;
      const body = textOf(new FormData(form));
      if (isLeaving || !form.isConnected || body.toString() === kept) return;
      try {
        // A redirect is no answer to a draft: it would be the sign-in page.
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", keepalive: body.toString().length < 60000,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        kept = body.toString();
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        say(status?.dataset.done?.replace("{}", time) ?? "", false);
      } catch {
        say(status?.dataset.failed ?? "", true);
        timer = setTimeout(save, 15000);
      }
    }

    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
    // Whether the form really goes is known once all have had their say.
    form.addEventListener("submit", (event) => { setTimeout(() => { isLeaving = !event.defaultPrevented; }); });
    addEventListener("pageshow", () => { isLeaving = false; });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  }

  // Files: their size is known before they travel, and their way can be watched.

  function tellError(input, words) {
    const id = `${input.id}-err`;
    let error = document.getElementById(id);
    if (!words) {
      error?.remove();
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      return;
    }
    if (!error) {
      error = document.createElement("p");
      error.className = "err";
      error.id = id;
      (input.closest(".pick") ?? input).before(error);
    }
    error.textContent = words;
    error.setAttribute("role", "alert");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
  }

  function checkSize(input) {
    const limit = Number(input.dataset.limit);
    const largest = Math.max(0, ...Array.from(input.files, (file) => file.size));
    const isFine = !limit || largest <= limit;
    const size = (largest / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    tellError(input, isFine ? null : input.dataset.tooLarge.replace("{}", size));
    return isFine;
  }

  function watchFile(input) {
    const list = input.closest("[data-upload]");
    input.addEventListener("change", () => {
      if (!input.files.length || !checkSize(input)) return;
      if (list) send(input, list);
    });
    input.form?.addEventListener("submit", (event) => {
      if (checkSize(input)) return;
      event.preventDefault();
      input.focus();
    });
  }

  /** Sends the chosen file alone; the answer is the page with the file in it, or with what was wrong. */
  function send(input, list) {
    const data = new FormData();
    for (const hidden of all("input[type=hidden]", input.form)) data.append(hidden.name, hidden.value);
    for (const file of input.files) data.append(input.name, file);

    const row = document.createElement("div");
    row.className = "file";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${input.files[0].name} · ${list.dataset.busy}`);
    const percent = document.createElement("span");
    percent.className = "num";
    const name = document.createElement("span");
    name.textContent = `${input.files[0].name} · ${list.dataset.busy}`;
    row.append(name, bar, percent);
    input.closest(".pick").after(row);

    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      bar.value = Math.round((event.loaded / event.total) * 100);
      percent.textContent = `${bar.value} %`;
    };
    const fail = () => { row.remove(); tellError(input, list.dataset.failed); };
    request.onerror = fail;
    request.onload = () => {
      const id = input.id;
      const before = document.querySelector("main#continut");
      if (!show(request.responseText, request.status < 400 ? request.responseURL : null)) return fail();
      const main = document.querySelector("main#continut");
      carryTyped(before, main);
      if (!focusErrors(main)) (document.getElementById(id) ?? main).focus();
    };
    request.open("POST", list.dataset.upload);
    request.setRequestHeader("X-Ghiseu", "1");
    request.send(data);
  }

  // Rows added and taken out without losing one's place.

  function watchRows(rows) {
    rows.addEventListener("click", async (event) => {
      const button = event.target.closest("button[name=adauga], button[name=scoate]");
      const form = button?.form;
      if (!form || form.enctype === "multipart/form-data") return;
      event.preventDefault();
      try {
        const answer = await fetch(form.action, { method: "POST", body: textOf(bodyOf(form, button)), headers: { "X-Ghiseu": "1" } });
        if (!show(await answer.text(), null)) throw new Error("no page");
        const again = document.getElementById(rows.id);
        const last = [...all(":scope > .one", again ?? document)].at(-1);
        const target = button.name === "adauga" ? last?.querySelector("input, select, textarea") : again;
        (target ?? document.querySelector("main")).focus();
      } catch {
        // As without script: the button sends its form.
        const plain = document.createElement("input");
        plain.type = "hidden";
        plain.name = button.name;
        plain.value = button.value;
        form.append(plain);
        form.submit();
      }
    });
  }

  // Questions that only some answers call for: the server draws them, or they are on the page already.

  /** A change of a field that others hang on brings the page anew, with what is typed and where one was. */
  function watchTurning(form) {
    const names = form.dataset.turning.split(" ");
    const again = form.querySelector("button[name=apoi][value=actualizeaza]");
    if (!again) return;
    again.parentElement.hidden = true;
    form.addEventListener("change", async (event) => {
      // A date or a table answers by several controls: `interval.zi`, `cheltuieli.0.suma`.
      if (!names.some((name) => event.target.name === name || event.target.name.startsWith(`${name}.`))) return;
      // A file travels only with the whole form.
      if (event.target.type === "file") return form.requestSubmit(again);
      try {
        const answer = await fetch(form.action, { method: "POST", body: textOf(bodyOf(form, again)), headers: { "X-Ghiseu": "1" } });
        const before = document.querySelector("main#continut");
        const focused = document.activeElement;
        if (!form.isConnected || !answer.ok || !show(await answer.text(), null)) throw new Error("no page");
        const main = document.querySelector("main#continut");
        carryTyped(before, main);
        const same = focused?.id ? main.querySelector(`#${CSS.escape(focused.id)}`) : null;
        same?.focus();
        // Somebody who types on meanwhile goes on where the caret was.
        if (typeof focused?.selectionStart === "number") same?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd);
      } catch {
        again.parentElement.hidden = false;
      }
    });
  }

  function watchConditions(form) {
    const fields = all("[data-when]", form);
    if (!fields.length) return;
    const update = () => {
      const data = new FormData(form);
      for (const field of fields) {
        const wanted = field.dataset.is.split(" ");
        field.hidden = !data.getAll(field.dataset.when).some((value) => wanted.includes(value));
        // A group that is out of sight sends nothing: what was ticked in it before belongs to another choice.
        field.disabled = field.hidden;
      }
    };
    form.addEventListener("change", update);
    update();
  }

  // Small things.

  /** One press, one posted form: a second one within three seconds was a double click. */
  function sendOnce(form) {
    let until = 0;
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (event.timeStamp < until) event.preventDefault();
      else until = event.timeStamp + 3000;
    });
    addEventListener("pageshow", () => { until = 0; });
  }

  /** Browsers without popovers (before 2024) show them in place; here they fold at least. */
  function foldPopovers(root) {
    if ("popover" in HTMLElement.prototype) return;
    for (const popover of all("[popover]", root)) popover.hidden = true;
    for (const button of all("[popovertarget]", root)) {
      button.addEventListener("click", () => {
        const popover = document.getElementById(button.getAttribute("popovertarget"));
        popover.hidden = button.getAttribute("popovertargetaction") === "hide" || !popover.hidden;
        if (!popover.hidden) popover.querySelector("button")?.focus();
      });
    }
  }

  function closeMenus() {
    document.addEventListener("click", (event) => {
      for (const menu of all(".me details[open]")) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of all(".me details[open]")) {
        const hadFocus = menu.contains(document.activeElement);
        menu.open = false;
        if (hadFocus) menu.querySelector("summary").focus();
      }
    });
  }

  function enhance(root) {
    all("form[data-autosave]", root).forEach(keepDraft);
    all("input[type=file]", root).forEach(watchFile);
    all(".rows", root).forEach(watchRows);
    all("form", root).forEach(watchConditions);
    all("form[data-turning]", root).forEach(watchTurning);
    all("form[method=post]", root).forEach(sendOnce);
    foldPopovers(root);
  }

  enhance(document);
  closeMenus();
  focusErrors(document);
})();
